/** What the browser would do if one asked; `unknown` where it does not say. */
export type PermissionAnswer = PermissionState | 'unknown'

export type MediaPermission = 'microphone' | 'camera'

/** Reads the permission without asking for it. Never rejects. */
export async function permissionOf(
  name: MediaPermission,
  permissions: Pick<Permissions, 'query'> | undefined,
): Promise<PermissionAnswer> {
  try {
    return (await permissions?.query({ name }))?.state ?? 'unknown'
  } catch {
    return 'unknown' // A browser that has the interface and not this name.
  }
}
