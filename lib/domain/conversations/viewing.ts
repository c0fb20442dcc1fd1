import type { Millis } from '../ids'
import { PRESENCE_BOUNDS } from '../presence/presence'

/** Who comes back within this had only reloaded, or lost the network: nobody is told that they went and came. */
export const RETURN_WITHIN_MS: Millis = 3_000

/**
 * How far apart the starts of one person in one conversation are, of typing and of looking at it each: what comes sooner is
 * published then, if it still holds. Each is followed by one end at most.
 */
export const STARTS_APART_MS: Millis = 500

/** Whether a conversation has too many members for all of them to be sent what others do in it without writing. */
export const isCrowded = (memberCount: number): boolean => memberCount > PRESENCE_BOUNDS.membersSent
