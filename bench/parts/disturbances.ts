import { bareSocketIo } from '../contenders/bare-socket-io'
import { measureBesideQueries } from '../measurements/beside-queries'
import { measureStarvation } from '../measurements/starvation'
import { count, ms, type Section } from '../report'
import type { Context } from './context'

const CONNECTIONS = 1_000

/** What people notice of a server that gets no processor time, and of one whose database is busy. */
export async function disturbancesPart({ embedded, say }: Context): Promise<Section> {
  const bare = await measureStarvation(bareSocketIo, CONNECTIONS)
  const ours = await measureStarvation(embedded, CONNECTIONS)
  say(`frozen for 20 s: ${ours} of ${count(CONNECTIONS)} closed, bare ${bare}`)
  const { alone, beside, queriesPerSecond } = await measureBesideQueries(embedded)
  const shown = ({ p50Ms, p99Ms }: typeof alone) => `p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}`
  return {
    title: 'Starved, and beside queries',
    note: '',
    head: [],
    rows: [],
    goals: [
      {
        what: 'living connections closed by a server that did not run for 20 s',
        wanted: 'none',
        found: `${ours} of ${count(CONNECTIONS)}, bare ${bare}`,
        isReached: ours === 0,
      },
      {
        what: 'a message beside dashboards and exports without a pause, embedded database',
        wanted: 'p99 within 2 × of its own without them, or 20 ms',
        found: `${shown(beside)} at ${count(queriesPerSecond)} queries a second; without ${shown(alone)}`,
        isReached: beside.p99Ms <= Math.max(20, 2 * alone.p99Ms),
      },
    ],
  }
}
