/**
 * The waiting room on Redis, by how many wait already: `tsx bench/waiting-room-redis.ts redis://127.0.0.1:6379`.
 *
 * "pairs/s": newcomers join 64 at once and each is paired with somebody who waits, whose place the next one takes; what is due
 * is taken and settled. Wall time, and Redis' own processor time per pair (two joins, its share of takeDue, one settle).
 * "join": one newcomer alone joins and leaves, whom everybody who waits has blocked; the median, seen from outside.
 */
import { createClient } from '@redis/client'
import { MATCHING_DELAY_MS, type Waiting } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import { createKeys } from '@/lib/server/adapters/redis/keys'
import { createScriptRunner } from '@/lib/server/adapters/redis/scripts'
import { createRedisWaitingRoom } from '@/lib/server/adapters/redis/waiting-room'
import type { WaitingRoom } from '@/lib/server/ports/waiting-room'

const SIZES = [10, 100, 1_000, 10_000, 100_000]
const AT_ONCE = 64
const PAIRS = 6_400
const ROUNDS = 3

const client = createClient({ url: process.argv[2] ?? 'redis://127.0.0.1:6379' })
await client.connect()
const run = createScriptRunner(client)
let rooms = 0

const newRoom = (): WaitingRoom => createRedisWaitingRoom({ run, keys: createKeys(`bench-${(rooms += 1)}`) })

async function clear(): Promise<void> {
  const names = await client.keys('bench-*')
  for (let from = 0; from < names.length; from += 1_000) await client.unlink(names.slice(from, from + 1_000))
}

/** Everybody of the crowd wants a tier that only guests have, and nobody of the crowd has. */
async function crowdOf(size: number, changes: Partial<Waiting>): Promise<WaitingRoom> {
  const room = newRoom()
  for (let from = 0; from < size; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, index) => `crowd ${from + index}`)
    await Promise.all(some.map((user) => room.join(waiting(user, changes), user, 0)))
  }
  return room
}

async function redisMs(): Promise<number> {
  const info = await client.info('cpu')
  const used = /used_cpu_(?:sys|user)_main_thread:([\d.]+)/g
  return [...info.matchAll(used)].reduce((sum, [, seconds]) => sum + Number(seconds) * 1_000, 0)
}

async function pairing(size: number): Promise<{ pairsPerSecond: number; redisUs: number }> {
  const room = await crowdOf(size, { minTier: 1 })
  const [started, cpu] = [performance.now(), await redisMs()]
  for (let from = 0; from < PAIRS; from += AT_ONCE) {
    const one = async (_: unknown, index: number) => {
      const next = waiting(`crowd ${size + from + index}`, { minTier: 1 })
      const guest = waiting(`guest ${from + index}`, { tier: 1 })
      const joins = [room.join(next, `r${from + index}`, from), room.join(guest, `p${from + index}`, from)]
      if (!(await Promise.all(joins))[1]?.pairing) throw new Error('A newcomer met nobody')
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    const due = await room.takeDue(from + MATCHING_DELAY_MS, AT_ONCE)
    await Promise.all(due.map(({ id }) => room.settle(id)))
  }
  const [ms, redis] = [performance.now() - started, (await redisMs()) - cpu]
  await clear()
  return { pairsPerSecond: PAIRS / (ms / 1_000), redisUs: (redis * 1_000) / PAIRS }
}

async function inVain(size: number): Promise<number> {
  const room = await crowdOf(size, { minTier: 1, avoid: new Set(['guest']) })
  const times = []
  for (let index = 0; index < 500; index += 1) {
    const started = performance.now()
    const { pairing: made } = await room.join(waiting('guest', { tier: 1 }), `p${index}`, index)
    times.push(performance.now() - started)
    if (made) throw new Error('Somebody blocked met somebody')
    await room.leave('guest', index)
  }
  await clear()
  return median(times) * 1_000
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const row = (...cells: (string | number)[]) =>
  console.log(cells.map((cell) => `${cell}`.padStart(20)).join(''))

await pairing(100)
row('waiting', 'pairs/s', 'Redis µs per pair', 'join in vain, µs')
for (const size of SIZES) {
  const met = []
  for (let round = 0; round < ROUNDS; round += 1) met.push(await pairing(size))
  const pairs = median(met.map(({ pairsPerSecond }) => pairsPerSecond))
  const redis = median(met.map(({ redisUs }) => redisUs))
  row(size, Math.round(pairs), redis.toFixed(1), (await inVain(size)).toFixed(0))
}
client.destroy()
