import type { Millis, UserId } from '../ids'

/** What a person may choose; a chosen `offline` hides them everywhere. */
export const CHOSEN_STATUSES = ['online', 'away', 'busy', 'offline'] as const
export type ChosenStatus = (typeof CHOSEN_STATUSES)[number]

/** What others see: also that somebody is in a call. */
export const SHOWN_STATUSES = [...CHOSEN_STATUSES, 'in_call'] as const
export type PresenceStatus = (typeof SHOWN_STATUSES)[number]

/** What a person chose, which survives everything; until then `online` without words. */
export interface PresenceChoice {
  readonly status: ChosenStatus
  /** Words of the person, shown beside the status. */
  readonly statusMessage: string | null
  readonly customStatus: string | null
}

export const NO_CHOICE: PresenceChoice = { status: 'online', statusMessage: null, customStatus: null }

/** Characters (UTF-16 units) of a person's words. */
export const MAX_STATUS_TEXT = 140
/** Without any event for so long, nobody sits before a connection. */
export const AWAY_AFTER_MS: Millis = 5 * 60_000
/** People whose presence one event asks for, and whom one connection follows. */
export const PRESENCE_BOUNDS = {
  asked: 200,
  followed: 1_000,
  listed: 1_000,
  /** Members of a shared conversation who are sent a person's presence without asking; in a bigger one each asks for whom they need. */
  membersSent: 200,
} as const

/** What the core knows of a person's connections. */
export interface PresenceFacts {
  /** Connections for presence; 0: none. */
  readonly connectionCount: number
  /** Somebody sits before at least one. */
  readonly isActive: boolean
  readonly isInCall: boolean
}

/** A person's presence as others see it. */
export interface Presence extends PresenceChoice {
  readonly user: UserId
  /** What others see, in place of the choice. */
  readonly shown: PresenceStatus
  /** 0 where the person is shown as offline. */
  readonly connectionCount: number
}

/**
 * Folds what somebody chose and what is known of their connections into what others see. Who is offline, or wants to be, says
 * nothing else.
 */
export function presenceOf(user: UserId, choice: PresenceChoice, facts: PresenceFacts): Presence {
  const shown = shownStatus(choice.status, facts)
  if (shown !== 'offline') return { user, ...choice, shown, connectionCount: facts.connectionCount }
  return { user, ...NO_CHOICE, status: 'offline', shown, connectionCount: 0 }
}

function shownStatus(chosen: ChosenStatus, facts: PresenceFacts): PresenceStatus {
  if (facts.connectionCount === 0 || chosen === 'offline') return 'offline'
  if (facts.isInCall) return 'in_call'
  if (chosen !== 'online') return chosen
  return facts.isActive ? 'online' : 'away'
}

/** Whether others see a difference. */
export function isSamePresence(a: Presence, b: Presence): boolean {
  return (
    a.shown === b.shown &&
    a.connectionCount === b.connectionCount &&
    a.statusMessage === b.statusMessage &&
    a.customStatus === b.customStatus
  )
}
