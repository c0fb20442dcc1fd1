import { addDays, type Day } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import type { SessionRecord } from '../ports/sessions/history'
import type { Chance } from './chance'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const PEOPLE = 400
/** Sessions of a first day, and how much a day adds. */
const START = 14
const GROWTH = 0.25
const WEEKEND = 1.3

/** None at dawn, most in the evening (UTC). */
const HOURS = Array.from(
  { length: 24 },
  (_, hour) => [1 + 9 * Math.max(0, Math.sin(((hour - 8) / 16) * Math.PI)), hour] as const,
)
const KINDS = [
  [78, 'text'],
  [13, 'audio'],
  [9, 'video'],
] as const
const CAUSES = [
  [74, 'left'],
  [15, 'disconnected'],
  [8, 'timeout'],
  [3, 'reported'],
] as const

/** Sessions of `days` days from `first` on, between people who do not exist; never what was said. */
export function madeUpSessions(first: Day, days: number, chance: Chance): readonly SessionRecord[] {
  return Array.from({ length: days }, (_, index) => addDays(first, index)).flatMap((day, index) => {
    const isWeekend = [0, 5, 6].includes(new Date(day).getUTCDay())
    const sessions = chance.near((START + GROWTH * index) * (isWeekend ? WEEKEND : 1))
    return Array.from({ length: sessions }, (_, number) => sessionOn(day, number, chance))
  })
}

function sessionOn(day: Day, number: number, chance: Chance): SessionRecord {
  const startedAt = Date.parse(day) + chance.pick(HOURS) * HOUR_MS + Math.floor(chance.next() * HOUR_MS)
  // Most sessions are short, some long.
  const minutes = Math.min(90, 0.4 / (1 - chance.next()) ** 0.9)
  const messages = Math.round(minutes * (2 + 4 * chance.next()))
  const one = Math.floor(chance.next() * PEOPLE)
  const other = (one + 1 + Math.floor(chance.next() * (PEOPLE - 1))) % PEOPLE
  const person = (who: number) => `${DEMO_PREFIX}person-${who}`
  return {
    id: `${DEMO_PREFIX}${day}-${number}`,
    tenantId: DEFAULT_TENANT,
    chatType: chance.pick(KINDS),
    startedAt,
    endedAt: startedAt + Math.round(minutes * MINUTE_MS),
    endReason: chance.pick(CAUSES),
    participants: [person(one), person(other)],
    publicIds: null,
    messages: [messages, Math.round(messages * (0.6 + 0.8 * chance.next()))],
  }
}
