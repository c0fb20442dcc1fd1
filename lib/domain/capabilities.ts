/**
 * What a connection can do for its person while it is open, by the contracts that it speaks: random sessions, conversations,
 * calls, or being shown as present. Someone may be present and yet out of reach for a session.
 */
export const CAPABILITIES = ['sessions', 'conversations', 'calls', 'presence'] as const

export type Capability = (typeof CAPABILITIES)[number]
