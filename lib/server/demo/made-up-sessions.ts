import type { Day } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import type { SessionRecord } from '../ports/sessions/history'
import type { Chance } from './chance'
import type { MadeUpRoom } from './made-up-rooms'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Of those who are reported, how many are of a few who are reported again and again; every so manieth is one of them. */
const FAMILIAR = 0.6
const EVERY = 9

/**
 * The sessions of one day between those who are there, who do not exist; never what was said.
 *
 * @param present - at least two
 */
export function madeUpSessions(
  day: Day,
  rooms: readonly MadeUpRoom[],
  present: readonly string[],
  chance: Chance,
): readonly SessionRecord[] {
  const troublemakers = present.filter((_, index) => index % EVERY === 0)
  const anybody = (among: readonly string[], except: string | undefined): string | undefined => {
    const left = among.filter((one) => one !== except)
    return left[Math.floor(chance.next() * left.length)]
  }
  return rooms.flatMap((room, number) => {
    const isFamiliar = room.endReason === 'reported' && chance.next() < FAMILIAR
    const other = isFamiliar ? anybody(troublemakers, undefined) : anybody(present, undefined)
    const one = anybody(present, other)
    if (one === undefined || other === undefined) return []
    return [
      sessionOf({ id: `${DEMO_PREFIX}${day}-${number}`, day, room, participants: [one, other] }, chance),
    ]
  })
}

interface Meeting extends Pick<SessionRecord, 'id' | 'participants'> {
  readonly day: Day
  readonly room: MadeUpRoom
}

function sessionOf(
  { id, day, room: { hour, chatType, endReason, messages }, participants }: Meeting,
  chance: Chance,
): SessionRecord {
  const startedAt = Date.parse(day) + hour * HOUR_MS + Math.floor(chance.next() * HOUR_MS)
  // Most sessions are short, some long.
  const minutes = Math.min(90, 0.4 / (1 - chance.next()) ** 0.9)
  return {
    id,
    tenantId: DEFAULT_TENANT,
    chatType,
    startedAt,
    // On its own day: none reaches into today.
    endedAt: Math.min(startedAt + Math.round(minutes * MINUTE_MS), Date.parse(day) + DAY_MS - 1),
    endReason,
    participants,
    publicIds: null,
    messages,
  }
}
