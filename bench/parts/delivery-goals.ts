import type { PairingFigures } from '../measurements/pairing'
import type { TypingFigures } from '../measurements/typing'
import { count, type Goal, kb, ms, us } from '../report'
import { medians } from '../statistics'
import type { Crowd } from './visits'

/** The rows of the speed table that a crowd answers; the largest one counts. */
export function deliveryGoals(crowds: readonly Crowd[]): Goal[] {
  const [smallest] = crowds
  const largest = crowds.at(-1)
  if (!smallest || !largest) return []
  const at = `${count(largest.connections)} connected`
  return [
    ...memoryGoals(largest, at),
    cpuGoal(largest, at),
    growthGoal(smallest, largest),
    deliveryGoal(largest, at),
    nothingLost(crowds),
    loopGoal(largest, at),
    typingGoal(medians<keyof TypingFigures>(largest.typing), at),
    pairingGoal(medians<keyof PairingFigures>(largest.pairing), at),
  ]
}

function memoryGoals({ ours, bare }: Crowd, at: string): Goal[] {
  return (['connected', 'talking'] as const).map((which) => {
    const [mine, theirs] = [ours[which], bare[which]]
    const what = `memory per connection, ${which === 'talking' ? 'in a talk' : which}`
    const wanted = '3 × bare (then 1.5)'
    if (!mine || !theirs)
      return { what, wanted, found: 'needs more than 1,000 connections', isReached: undefined }
    const ratio = mine.rss / theirs.rss
    const found = `${kb(mine.rss)}, bare ${kb(theirs.rss)}, ${at}`
    return { what, wanted, found, ratio, isReached: ratio <= 3 }
  })
}

function cpuGoal({ ours, bare, floor }: Crowd, at: string): Goal {
  const [mine, theirs, least] = [ours, bare, floor].map(({ messages }) => messages.cpuUs)
  const ratio = (mine ?? 0) / (theirs ?? 0)
  return {
    what: 'CPU per delivered text message',
    wanted: '2 × bare (then 1.2)',
    found: `${us(mine ?? 0)}, bare ${us(theirs ?? 0)}, ws ${us(least ?? 0)}, ${at}`,
    ratio,
    isReached: ratio <= 2,
  }
}

/** More people, the same cost: pings grow with people, messages must not. */
function growthGoal(smallest: Crowd, largest: Crowd): Goal {
  const what = 'cost per message, from few to many people'
  const wanted = 'grows no more than bare'
  if (smallest === largest) return { what, wanted, found: 'needs two sizes', isReached: undefined }
  const growth = (who: 'ours' | 'bare') => largest[who].messages.cpuUs / smallest[who].messages.cpuUs
  const [mine, theirs] = [growth('ours'), growth('bare')]
  const found =
    `× ${mine.toFixed(2)}, bare × ${theirs.toFixed(2)}, ` +
    `${count(smallest.connections)} to ${count(largest.connections)}`
  return { what, wanted, found, ratio: mine / theirs, isReached: mine <= theirs * 1.1 }
}

function deliveryGoal({ ours, bare }: Crowd, at: string): Goal {
  const [mine, theirs] = [ours.messages, bare.messages]
  return {
    what: 'delivery',
    wanted: 'p50 within 3 ms of bare, p99 under 100 ms',
    found: `p50 ${ms(mine.p50Ms)}, bare ${ms(theirs.p50Ms)}; p99 ${ms(mine.p99Ms)}, bare ${ms(theirs.p99Ms)}; ${at}`,
    isReached: mine.p50Ms - theirs.p50Ms <= 3 && mine.p99Ms < 100,
  }
}

function nothingLost(crowds: readonly Crowd[]): Goal {
  const worst = crowds.map(({ ours: { messages } }) => [messages.lost, messages.disordered, messages.refused])
  return {
    what: 'lost, disordered, refused',
    wanted: 'none',
    found: worst.map((numbers) => numbers.join(' / ')).join('; '),
    isReached: worst.flat().every((number) => number === 0),
  }
}

function loopGoal({ ours, bare }: Crowd, at: string): Goal {
  const [mine, theirs] = [ours.messages.loopP99Ms, bare.messages.loopP99Ms]
  const found = `${ms(mine)}, bare ${ms(theirs)}, ${at}`
  return { what: 'event-loop delay under that load', wanted: 'p99 under 20 ms', found, isReached: mine < 20 }
}

function typingGoal({ p50Ms, p99Ms, missing }: TypingFigures, at: string): Goal {
  const found = `p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}, ${missing} missing, ${at}`
  return { what: 'typing', wanted: 'p99 under 200 ms', found, isReached: p99Ms < 200 }
}

function pairingGoal({ p50Ms, p95Ms, p99Ms, unpaired }: PairingFigures, at: string): Goal {
  return {
    what: 'pairing, its 150 ms included',
    wanted: 'p95 under 300 ms, p99 under 1 s',
    found: `p50 ${ms(p50Ms)}, p95 ${ms(p95Ms)}, p99 ${ms(p99Ms)}, ${unpaired} unpaired, ${at}`,
    isReached: p95Ms < 300 && p99Ms < 1_000 && unpaired === 0,
  }
}
