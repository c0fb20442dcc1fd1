import { FASTER, measureGrowth } from '../measurements/coming-and-going'
import { count, kb, type Section } from '../report'
import type { Context } from './context'

/** Growth that nobody could tell from the noise of one reading: a hundredth of a small server's heap, an hour. */
const NOTHING_BYTES = 1_048_576

/** An hour of coming and going leaves nothing behind. */
export async function comingAndGoingPart({ hurried, options, say }: Context): Promise<Section> {
  say(`People come and go for ${options.minutes} minutes, ${FASTER} of which pass in one.`)
  const { visits, heapPerHour, rssPerHour, heapPerVisit, heap } = await measureGrowth(
    hurried,
    options.minutes,
  )
  return {
    title: 'Coming and going',
    note:
      `The server's time runs ${FASTER} times as fast; it is counted once talks that have ended are no longer kept for reports. Each ` +
      'visit connects, meets, says five things, parts and goes. Slopes are lines of least squares through readings after collecting garbage.',
    head: ['minutes', 'visits', 'heap/hour', 'heap/visit', 'resident/hour', 'heap at the end'],
    rows: [
      [
        count(options.minutes),
        count(visits),
        kb(heapPerHour),
        `${heapPerVisit.toFixed(1)} B`,
        kb(rssPerHour),
        kb(heap),
      ],
    ],
    goals: [
      {
        what: 'an hour of coming and going',
        wanted: 'leaves no growth',
        found: `${kb(heapPerHour)} of heap an hour, ${heapPerVisit.toFixed(1)} B a visit`,
        isReached: heapPerHour < NOTHING_BYTES,
      },
    ],
  }
}
