import type { RoomFigures } from '../measurements/waiting-room'
import { measureMemoryRoom } from '../measurements/waiting-room-memory'
import { measureRedisRoom } from '../measurements/waiting-room-redis'
import { count, type Goal, type Section, us } from '../report'
import type { Context } from './context'

const WANTED = 5_000
/** Flat: with ten thousand times as many waiting, a join costs at most this much more. */
const FLAT = 2

/** The waiting room's port with made-up entries, in memory and on Redis. */
export async function waitingRoomPart({ redisUrl, say }: Context): Promise<Section> {
  say('The waiting room in memory.')
  const memory = await measureMemoryRoom()
  say('The waiting room on Redis.')
  const redis = await measureRedisRoom(await redisUrl())
  const rowsOf = (where: string, figures: readonly RoomFigures[]) =>
    figures.map((one) => [
      count(one.waiting),
      where,
      count(one.pairsPerSecond),
      us(one.usPerPair),
      us(one.usInVain),
    ])
  return {
    title: 'The waiting room',
    note:
      'Medians of three rounds. In memory everything is processor time. On Redis pairs a second and joins in vain are by the ' +
      "clock, with 64 joins under way at once, and CPU is Redis' own.",
    head: ['waiting', 'where', 'pairs/s', 'CPU/pair', 'join in vain'],
    rows: [...rowsOf('memory', memory), ...rowsOf('Redis', redis)],
    goals: [...goalsOf('memory', memory), ...goalsOf('Redis', redis)],
  }
}

function goalsOf(where: string, figures: readonly RoomFigures[]): Goal[] {
  const slowest = figures.toSorted((a, b) => a.pairsPerSecond - b.pairsPerSecond)[0]
  const [few, many] = [figures[0], figures.at(-1)]
  if (!slowest || !few || !many) return []
  const growth = many.usPerPair / few.usPerPair
  return [
    {
      what: `pairs at the waiting room's port, ${where}`,
      wanted: `${count(WANTED)} a second`,
      found: `${count(slowest.pairsPerSecond)} with ${count(slowest.waiting)} waiting`,
      isReached: slowest.pairsPerSecond >= WANTED,
    },
    {
      what: `cost of a pair by how many wait, ${where}`,
      wanted: `flat from ${count(few.waiting)} to ${count(many.waiting)}`,
      found: `× ${growth.toFixed(2)}`,
      isReached: growth <= FLAT,
    },
  ]
}
