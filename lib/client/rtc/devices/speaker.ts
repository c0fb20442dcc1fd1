interface Player {
  readonly setSinkId?: (id: string) => Promise<void>
}

/** Whether a page may choose where it is heard; Safari and telephones leave that to the system. */
export function canChooseSpeaker(player: Player): boolean {
  return typeof player.setSinkId === 'function'
}

/**
 * Plays on a speaker; null is the system's own choice.
 *
 * @returns whether it plays there; where not, it plays where it did
 */
export async function playOn(player: Player, id: string | null): Promise<boolean> {
  if (!player.setSinkId) return id === null
  return player.setSinkId(id ?? '').then(
    () => true,
    () => false,
  )
}
