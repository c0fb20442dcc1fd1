import { DEFAULT_TENANT } from './ids'
import type { Waiting } from './matching'

/** A person who waits for a text chat with anyone, since time 0. */
export function waiting(user: string, changes: Partial<Waiting> = {}): Waiting {
  return {
    user,
    tenantId: DEFAULT_TENANT,
    chatType: 'text',
    dialect: 'plain',
    tier: 0,
    minTier: 0,
    interests: new Set(),
    interestsAsWritten: [...(changes.interests ?? [])],
    since: 0,
    avoid: new Set(),
    exPartner: null,
    media: null,
    carriesVideo: true,
    heldUntil: null,
    patienceMs: null,
    look: null,
    ...changes,
  }
}
