import { MATCHING_DELAY_MS, type Waiting } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import { createMemoryWaitingRoom } from '../../lib/server/adapters/memory/waiting-room/waiting-room'
import type { WaitingRoom } from '../../lib/server/ports/matching/waiting-room'
import { median } from '../statistics'
import { type RoomFigures, SIZES } from './waiting-room'

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

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

/**
 * The waiting room in memory, by how many wait already. Medians of three rounds, in processor time, so that other programs on
 * the machine do not count; "a second" is a second of one core.
 *
 * Pairs: those who wait avoid each other, so that every newcomer is paired at once and the next one takes the place.
 * In vain: everybody who waits has blocked the newcomer, who joins, is looked for, and leaves.
 */
export async function measureMemoryRoom(): Promise<RoomFigures[]> {
  await pairing(1_000)
  await inVain(1_000)
  const figures: RoomFigures[] = []
  for (const size of SIZES) {
    const pairMs = (await medianOf(() => pairing(size))) / JOINS
    const vainMs = (await medianOf(() => inVain(size))) / JOINS
    figures.push({
      waiting: size,
      pairsPerSecond: 1_000 / pairMs,
      usPerPair: pairMs * 1_000,
      usInVain: vainMs * 1_000,
    })
  }
  return figures
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  while (times.length < ROUNDS) times.push(await measure())
  return median(times)
}
