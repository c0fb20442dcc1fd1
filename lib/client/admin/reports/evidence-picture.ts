const SAFE = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/

/** What the first bytes mean, in base64. */
const SIGNATURES = { iVBORw0KGgo: 'image/png', '/9j/': 'image/jpeg', UklGR: 'image/webp' } as const

/**
 * The address of a picture that a page may show: PNG, JPEG or WebP inside the page itself, nothing that loads or runs.
 *
 * @param content - a data URL, or the bare base64 of a picture message.
 * @returns undefined for anything else.
 */
export function pictureSource(content: string): string | undefined {
  if (SAFE.test(content)) return content
  const found = Object.entries(SIGNATURES).find(([start]) => content.startsWith(start))
  const address = found && `data:${found[1]};base64,${content}`
  return address && SAFE.test(address) ? address : undefined
}
