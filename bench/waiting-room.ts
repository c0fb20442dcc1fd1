/**
 * Joins per second at the waiting room's port, by how many wait already: `tsx --expose-gc bench/waiting-room.ts`.
 *
 * "all compatible": those who wait avoid each other, so that every newcomer is paired at once and the next one takes the place.
 * "nobody compatible": everybody who waits has blocked the newcomer, who joins, is looked for, and leaves.
 * Medians of three rounds, in processor time.
 */
import { MATCHING_DELAY_MS, type Waiting } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import { createMemoryWaitingRoom } from '@/lib/server/adapters/memory/waiting-room'
import type { WaitingRoom } from '@/lib/server/ports/waiting-room'

const SIZES = [10, 100, 1_000, 10_000, 100_000]
const ROUNDS = 3
const JOINS = 10_000

/** A set that says yes to everybody of the crowd without holding them. */
class Crowd extends Set<string> {
  constructor(private readonly andBlocked?: string) {
    super()
  }
  override has(user: string): boolean {
    return user === this.andBlocked || user.startsWith('crowd')
  }
}

async function crowdOf(size: number, changes: Partial<Waiting>): Promise<WaitingRoom> {
  const room = createMemoryWaitingRoom()
  for (let index = 0; index < size; index += 1)
    await room.join(waiting(`crowd ${index}`, changes), `c${index}`, 0)
  return room
}

/** Pairs JOINS newcomers with people who wait, of whom there are always as many. */
async function pairing(size: number): Promise<number> {
  const avoid = new Crowd()
  const room = await crowdOf(size, { avoid })
  globalThis.gc?.()
  const started = process.cpuUsage()
  for (let index = 0; index < JOINS; index += 1) {
    const { pairing: made } = await room.join(waiting(`guest ${index}`), `p${index}`, index)
    if (!made) throw new Error('A newcomer met nobody')
    await room.takeDue(made.dueAt + MATCHING_DELAY_MS, 1)
    await room.settle(made.id)
    await room.join(waiting(`crowd ${size + index}`, { avoid }), `r${index}`, index)
  }
  return cpuMs(started)
}

/** JOINS newcomers whom everybody blocked join and leave. */
async function inVain(size: number): Promise<number> {
  const avoid = new Crowd('guest')
  const room = await crowdOf(size, { avoid })
  globalThis.gc?.()
  const started = process.cpuUsage()
  for (let index = 0; index < JOINS; index += 1) {
    const { pairing: made } = await room.join(waiting('guest'), `p${index}`, index)
    if (made) throw new Error('Somebody blocked met somebody')
    await room.leave('guest', index)
  }
  return cpuMs(started)
}

/** Processor time, so that other programs on the machine do not count. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

async function median(measure: () => Promise<number>): Promise<number> {
  const times = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure())
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

const row = (...cells: (string | number)[]) =>
  console.log(cells.map((cell) => `${cell}`.padStart(16)).join(''))
const figures = (ms: number, joins: number) => [
  Math.round(joins / (ms / 1_000)),
  ((ms * 1_000) / joins).toFixed(1),
]

await pairing(1_000)
await inVain(1_000)
row('waiting', 'pairs/s', 'joins/s', 'µs per join', 'in vain, /s', 'µs per join')
for (const size of SIZES) {
  const met = await median(() => pairing(size))
  const alone = await median(() => inVain(size))
  row(size, Math.round(JOINS / (met / 1_000)), ...figures(met, 2 * JOINS), ...figures(alone, JOINS))
}
