/**
 * What a connection can do for its person while it is open, by the contracts that it speaks: random sessions, conversations,
 * calls, or being shown as present. Someone may be present and yet out of reach for a session. `confirmation`: it confirms the
 * messages of random sessions that it has received, so that none counts as delivered before. `modes`: it can make another kind of a
 * random session, as voice of text. `reveal`: it covers a picture until both want to be seen clearly.
 */
export const CAPABILITIES = [
  'sessions',
  'confirmation',
  'modes',
  'reveal',
  'conversations',
  'calls',
  'presence',
] as const

export type Capability = (typeof CAPABILITIES)[number]
