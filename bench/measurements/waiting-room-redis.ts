import { createClient } from '@redis/client'
import { MATCHING_DELAY_MS, type Waiting } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import { createKeys } from '@/lib/server/adapters/redis/keys'
import { createScriptRunner } from '@/lib/server/adapters/redis/scripts'
import { createRedisWaitingRoom } from '../../lib/server/adapters/redis/waiting-room/waiting-room'
import type { WaitingRoom } from '../../lib/server/ports/matching/waiting-room'
import { inLanes } from '../crowd'
import { redisCpuUs } from '../redis-cpu'
import { median, medians } from '../statistics'
import { type RoomFigures, SIZES } from './waiting-room'

const AT_ONCE = 64
const PAIRS = 6_400
const VAIN_JOINS = 500
const ROUNDS = 3

const clientOf = (url: string) => createClient({ url })
type Client = ReturnType<typeof clientOf>

/**
 * The waiting room on Redis, by how many wait already. Medians of three rounds.
 *
 * Pairs a second, by the clock: newcomers join, with 64 joins under way at once, and each is paired with somebody who waits, whose
 * place the next one takes; meanwhile what is due is taken and settled. Beside it Redis' own processor time for a pair: two joins, its share of takeDue, one
 * settle. In vain, by the clock: one newcomer alone joins, whom everybody who waits has blocked.
 */
export async function measureRedisRoom(url: string): Promise<RoomFigures[]> {
  const client = clientOf(url)
  await client.connect()
  const rooms = createRooms(client)
  try {
    await pairing(client, rooms, 100)
    const figures: RoomFigures[] = []
    for (const size of SIZES) {
      const rounds: Awaited<ReturnType<typeof pairing>>[] = []
      while (rounds.length < ROUNDS) rounds.push(await pairing(client, rooms, size))
      figures.push({ waiting: size, ...medians(rounds), usInVain: await inVain(rooms, size) })
    }
    return figures
  } finally {
    client.destroy()
  }
}

type Rooms = ReturnType<typeof createRooms>

/** Rooms of their own names, and what they leave in Redis. */
function createRooms(client: Client) {
  const run = createScriptRunner(client)
  let made = 0
  return {
    fresh: (): WaitingRoom => createRedisWaitingRoom({ run, keys: createKeys(`bench-${(made += 1)}`) }),
    async clear(): Promise<void> {
      const names = await client.keys('bench-*')
      for (let from = 0; from < names.length; from += 1_000)
        await client.unlink(names.slice(from, from + 1_000))
    },
  }
}

/** Everybody of the crowd wants a tier that only guests have, and nobody of the crowd has. */
async function crowdOf(rooms: Rooms, size: number, changes: Partial<Waiting>): Promise<WaitingRoom> {
  const room = rooms.fresh()
  for (let from = 0; from < size; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, index) => `crowd ${from + index}`)
    await Promise.all(some.map((user) => room.join(waiting(user, changes), user, 0)))
  }
  return room
}

async function pairing(client: Client, rooms: Rooms, size: number) {
  const room = await crowdOf(rooms, size, { minTier: 1 })
  const [started, cpu] = [performance.now(), await redisCpuUs(client)]
  const joined = inLanes(
    Array.from({ length: PAIRS }, (_, pair) => pair),
    AT_ONCE / 2,
    async (pair) => {
      const next = waiting(`crowd ${size + pair}`, { minTier: 1 })
      const guest = waiting(`guest ${pair}`, { tier: 1 })
      const joins = [room.join(next, `r${pair}`, pair), room.join(guest, `p${pair}`, pair)]
      if (!(await Promise.all(joins))[1]?.pairing) throw new Error('A newcomer met nobody')
    },
  )
  await Promise.all([joined, settleAll(room)])
  const [ms, redis] = [performance.now() - started, (await redisCpuUs(client)) - cpu]
  await rooms.clear()
  return { pairsPerSecond: PAIRS / (ms / 1_000), usPerPair: redis / PAIRS }
}

/** What a process does all the time: takes what is due, and settles it. */
async function settleAll(room: WaitingRoom): Promise<void> {
  for (let settled = 0; settled < PAIRS;) {
    const due = await room.takeDue(PAIRS + MATCHING_DELAY_MS, AT_ONCE)
    await Promise.all(due.map(({ id }) => room.settle(id)))
    settled += due.length
  }
}

/** @returns µs, the median */
async function inVain(rooms: Rooms, size: number): Promise<number> {
  const room = await crowdOf(rooms, size, { minTier: 1, avoid: new Set(['guest']) })
  const times: number[] = []
  for (let index = 0; index < VAIN_JOINS; index += 1) {
    const started = performance.now()
    const { pairing: made } = await room.join(waiting('guest', { tier: 1 }), `p${index}`, index)
    times.push(performance.now() - started)
    if (made) throw new Error('Somebody blocked met somebody')
    await room.leave('guest', index)
  }
  await rooms.clear()
  return median(times) * 1_000
}
