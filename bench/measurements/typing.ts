import type { Talker } from '../contenders/omegoo'
import type { Member } from '../crowd'
import { atPace, until } from '../pace'
import { percentile } from '../statistics'

export interface TypingFigures {
  readonly p50Ms: number
  readonly p99Ms: number
  /** Notes that did not come; they are no promise, so that a few are no fault. */
  readonly missing: number
}

const LATE_MS = 5_000
/** Longer than a note stands by itself (3 s), so that nobody's second one is a mere repetition. */
const SECONDS = 4

/** Everybody in turn begins to type, at most once; timed until the partner sees it. */
export async function measureTyping(members: readonly Member<Talker>[]): Promise<TypingFigures> {
  const delays: number[] = []
  const rate = Math.min(500, members.length / SECONDS)
  const begin = ({ person, partner }: Member<Talker>) => {
    const at = performance.now()
    if (partner) partner.onTyping = () => void delays.push(performance.now() - at)
    person.type(true)
  }
  const sent = await atPace({ rate, seconds: SECONDS }, (turn) => {
    const member = members[turn]
    if (member) begin(member)
  })
  await until(() => delays.length >= sent, LATE_MS)
  for (const member of members) member.onTyping = () => undefined
  return { p50Ms: percentile(delays, 0.5), p99Ms: percentile(delays, 0.99), missing: sent - delays.length }
}
