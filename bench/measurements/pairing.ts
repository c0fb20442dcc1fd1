import type { Talker } from '../contenders/omegoo'
import { inLanes, type Member } from '../crowd'
import { atPace, until } from '../pace'
import { percentile } from '../statistics'

export interface PairingFigures {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly unpaired: number
}

const TALKS_AT_MOST = 1_000
const SECONDS = 10
const LATE_MS = 10_000
const PARTING_AT_ONCE = 50

/**
 * People end their talks, and then join the queue one after another, up to 200 a second; timed from joining until they hear
 * whom they met, the documented delay of 150 ms and the wait for the next one to come included.
 */
export async function measurePairing(members: readonly Member<Talker>[]): Promise<PairingFigures> {
  const firsts = members
    .filter(({ index, partner }) => partner && index < partner.index)
    .slice(0, TALKS_AT_MOST)
  await inLanes(firsts, PARTING_AT_ONCE, ({ person }) => person.part())
  // Partners of before come far apart: they would rather wait than meet again at once.
  const seekers = [...firsts, ...firsts.flatMap(({ partner }) => partner ?? [])]

  const delays: number[] = []
  const sent = await atPace({ rate: seekers.length / SECONDS, seconds: SECONDS }, (turn) => {
    const at = performance.now()
    void seekers[turn]?.person.meet().then(() => delays.push(performance.now() - at))
  })
  await until(() => delays.length >= sent, LATE_MS)
  return {
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    p99Ms: percentile(delays, 0.99),
    unpaired: sent - delays.length,
  }
}
