import { count, measure } from '@/lib/domain/counters'
import { HUNDREDTHS } from '@/lib/domain/media/media-counts'
import type { ChatType, MediaChatType } from '@/lib/domain/sessions'
import type { Chance } from './chance'
import type { Home } from './made-up-tally'

/** A session that two people had, before it is known who they were. */
export interface MadeUpRoom {
  /** Of the day (UTC), in which it began. */
  readonly hour: number
  readonly chatType: ChatType
  readonly home: Home
  readonly endReason: string
  /** By each of the two. */
  readonly messages: readonly [number, number]
}

const CAUSES = [
  [73, 'left'],
  [13, 'disconnected'],
  [6, 'timeout'],
  [6, 'media-failed'],
  [2, 'reported'],
] as const
/** On a day on which the relay is away, so many sessions with sound or picture fail. */
const FAILED_WITHOUT_RELAY = 0.45

/** Skewed like times are: many short ones, few long. */
const skewed = (middle: number, chance: Chance) =>
  Math.round(middle * Math.exp(1.1 * (chance.next() + chance.next() - 1)))

export function roomOf(
  { hour, chatType, home }: Pick<MadeUpRoom, 'hour' | 'chatType' | 'home'>,
  isBad: boolean,
  chance: Chance,
): MadeUpRoom {
  const most = chatType === 'text' ? 12 : 2
  const messages = [0, 1].map(() => Math.round(most * chance.next() ** 2)) as [number, number]
  const cause =
    isBad && chatType !== 'text' && chance.next() < FAILED_WITHOUT_RELAY
      ? 'media-failed'
      : chance.pick(CAUSES)
  const endReason = chatType === 'text' && cause === 'media-failed' ? 'left' : cause
  return { hour, chatType, home, endReason, messages }
}

/** Adds what a session counted, and how its line was. */
export function countRoom(
  counters: Record<string, number>,
  { chatType: kind, endReason, messages: [one, other] }: MadeUpRoom,
  isBad: boolean,
  chance: Chance,
): void {
  count(counters, 'messages', one + other)
  count(counters, `${kind}.ended`)
  count(counters, `${kind}.causes:${endReason}`)
  if (kind !== 'text') countMedia(counters, kind, endReason, isBad, chance)
}

function countMedia(
  counters: Record<string, number>,
  kind: MediaChatType,
  cause: string,
  isBad: boolean,
  chance: Chance,
): void {
  const loss = skewed(isBad ? 4 : 0.5, chance) + (chance.next() < 0.06 ? 7 * chance.next() : chance.next())
  const isConnected = cause !== 'media-failed' || chance.next() < 0.5
  for (let side = 0; side < 2; side += 1) {
    count(counters, `${kind}.sides:${isConnected ? 'connected' : 'unconnected'}`)
    if (!isConnected) continue
    measure(counters, `${kind}.connect`, skewed(isBad ? 5_200 : 1_300, chance))
    measure(counters, `${kind}.loss`, loss * HUNDREDTHS)
    measure(counters, `${kind}.jitter`, skewed(14, chance))
    measure(counters, `${kind}.kbps`, 24 + Math.round(30 * chance.next()))
    count(counters, `${kind}.path:${!isBad && chance.next() < 0.18 ? 'relay' : 'direct'}`)
  }
  if (chance.next() < 0.12)
    count(counters, `${kind}.reconnects:${chance.next() < 0.85 ? 'succeeded' : 'failed'}`)
  const band = !isConnected ? 'none' : loss >= 5 ? 'poor' : loss >= 1 ? 'fair' : 'good'
  count(counters, `${kind}.line:${band}`)
  const skips = { good: 0.08, fair: 0.15, poor: 0.42, none: 0.7 }[band]
  if (cause === 'left' && chance.next() < skips) count(counters, `${kind}.skipped:${band}`)
  if (cause === 'reported') count(counters, `${kind}.reported:${band}`)
}
