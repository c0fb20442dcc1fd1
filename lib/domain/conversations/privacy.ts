import type { Reach } from './message'

/**
 * What people may keep to themselves in conversations: how far they have read, how far they were reached, and that they
 * type. Who keeps one to themselves is not sent it of others either.
 *
 * @see spec/caas.md "Read Receipts with Privacy"; contracts, section 6
 */
export const PRIVATE_MATTERS = ['read', 'delivered', 'typing'] as const
export type PrivateMatter = (typeof PRIVATE_MATTERS)[number]

/** A person as far as their privacy goes; nothing is hidden unless named. */
export interface Hiding {
  readonly hides?: readonly PrivateMatter[]
}

export function isHiding({ hides = [] }: Hiding, matter: PrivateMatter): boolean {
  return hides.includes(matter)
}

/** How far the others are, as somebody may know it: as if nobody had read, or been reached, where they hide that themselves. */
export function reachShownTo(asker: Hiding, reach: Reach | undefined): Reach | undefined {
  if (!reach) return undefined
  return {
    read: isHiding(asker, 'read') ? 0 : reach.read,
    delivered: isHiding(asker, 'delivered') ? 0 : reach.delivered,
  }
}
