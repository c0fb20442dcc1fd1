import type { UserId } from '../ids'
import type { Presence } from '../presence/presence'

/** Edges of being connected, of all devices together; a reload is none. */
export interface PresenceSignals {
  'presence.came': { user: UserId }
  'presence.left': { user: UserId }
}

export interface PresenceEvents {
  /** Others see a person differently: for who follows them, and for their conversations. */
  'presence.changed': {
    /** Of this change: who follows several of its topics is told once. */
    id: string
    presence: Presence
    displayName: string | null
    /** Whom they never meet. */
    hiddenFrom: readonly UserId[]
    reason: 'status_change' | 'disconnect'
  }
}
