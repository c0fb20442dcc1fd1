import type { ConversationId } from './ids'

/**
 * What a connection can do for its person while it is open, by the contracts that it speaks: random sessions, conversations,
 * calls, or being shown as present. Someone may be present and yet out of reach for a session. `confirmation`: it confirms the
 * messages of random sessions that it has received, so that none counts as delivered before. `modes`: it can make another kind of a
 * random session, as voice of text. `reveal`: it covers a picture until both want to be seen clearly.
 * `active`: somebody sits before it: it has sent an event lately.
 */
export const CAPABILITIES = [
  'sessions',
  'confirmation',
  'modes',
  'reveal',
  'conversations',
  'calls',
  'presence',
  'active',
] as const

/** A conversation is open before the person: this connection looks at it. */
export type Viewing = `viewing:${ConversationId}`

export type Capability = (typeof CAPABILITIES)[number] | Viewing

const VIEWING = 'viewing:'

export const viewingOf = (conversation: ConversationId): Viewing => `${VIEWING}${conversation}`

/** The conversation that a capability is of; undefined: it is another one. */
export function viewedBy(capability: Capability): ConversationId | undefined {
  return capability.startsWith(VIEWING) ? capability.slice(VIEWING.length) : undefined
}
