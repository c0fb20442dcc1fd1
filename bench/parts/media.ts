import { bareSocketIo } from '../contenders/bare-socket-io'
import { type Contender, type Person, urlFor } from '../contenders/contender'
import { type Signaller, signallersOn } from '../contenders/signaller'
import { gather, type Member, pairUp } from '../crowd'
import { measureConnecting } from '../measurements/connecting'
import { measureReports } from '../measurements/media-reports'
import { measureSignalling, type SignallingFigures } from '../measurements/signalling'
import { count, type Goal, ms, type Section, us } from '../report'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'
import type { Context } from './context'

/** All of their signals are sent in one moment: more than this is a queue of the swarm's own. */
const MOMENT_SESSIONS = 1_000
/** Seconds. */
const A_MINUTE = 60
const LIVING_P99_MS = 300
/** Sessions whose reports are measured: what a core carries while others use it. */
const REPORTING_SESSIONS = 1_000
const CONNECT_GOAL_MS = 1_000
/** Of processor time a second, for each session. */
const REPORTS_GOAL_US = 500

/** Signalling of many sessions at once beside a bare relay, and what sessions cost while media flow. */
export async function mediaPart({ embedded, options, say }: Context): Promise<Section> {
  const { sessions, pairs } = options
  const connecting = await inBrowser(embedded, pairs)
  say(`${pairs} pairs of pages: ${connecting.found}`)
  const ours = signallersOn(embedded)
  const inOneMoment = <P extends Person>(servers: readonly ServerProcess[], members: readonly Member<P>[]) =>
    measureSignalling(servers, members, 0)
  const signalling = await atOnce(ours, MOMENT_SESSIONS, inOneMoment)
  say(`${count(MOMENT_SESSIONS)} sessions in one moment, ${ours.name}: ${inShort(signalling)}`)
  const bare = await atOnce(bareSocketIo, MOMENT_SESSIONS, inOneMoment)
  say(`${count(MOMENT_SESSIONS)} sessions in one moment, ${bareSocketIo.name}: ${inShort(bare)}`)
  const living = await atOnce<Signaller, SignallingFigures>(ours, sessions, (servers, members) =>
    measureSignalling(servers, members, A_MINUTE),
  )
  say(`${count(sessions)} sessions within a minute, ${ours.name}: ${inShort(living)}`)
  const reportsUs = await atOnce<Signaller, number>(ours, REPORTING_SESSIONS, measureReports)
  say(`A session's reports: ${us(reportsUs)} a second`)
  return {
    title: 'Setting up media',
    note:
      `Each session has an offer, an answer when the offer comes, and ten candidates each way, all acknowledged: ` +
      `${count(MOMENT_SESSIONS)} in one moment, then ${count(sessions)} that live on one process and are set up within a minute. ` +
      'CPU is the server’s own for each relayed signal.',
    head: ['server', 'signals', 'all relayed', 'p50', 'p99', 'CPU/signal', 'not relayed'],
    rows: [
      rowOf(`${ours.name}, in one moment`, signalling),
      rowOf(`${bareSocketIo.name}, in one moment`, bare),
      rowOf(`${ours.name}, within a minute`, living),
    ],
    goals: [
      connecting,
      ...signallingGoals(signalling, bare),
      livingGoal(sessions, living),
      reportsGoal(reportsUs),
    ],
  }
}

async function inBrowser(contender: Contender, pairs: number): Promise<Goal> {
  const servers = await contender.start()
  try {
    const times = await measureConnecting(urlFor(servers, 0), pairs)
    const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
    return {
      what: `match to connected media, ${pairs} pairs of pages in one browser`,
      wanted: 'p95 under 1 s',
      found: `p50 ${ms(p50)}, p95 ${ms(p95)}, ${2 * pairs - times.length} not connected`,
      isReached: times.length === 2 * pairs && p95 < CONNECT_GOAL_MS,
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function atOnce<P extends Person, Found>(
  contender: Contender<P>,
  sessions: number,
  measure: (servers: readonly ServerProcess[], members: readonly Member<P>[]) => Promise<Found>,
): Promise<Found> {
  const servers = await contender.start()
  try {
    const members = await gather(contender, servers, { from: 0, to: 2 * sessions })
    await pairUp(members)
    const found = await measure(servers, members)
    for (const { person } of members) person.drop()
    return found
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function livingGoal(sessions: number, { signals, p99Ms, lost }: SignallingFigures): Goal {
  return {
    what: `${count(sessions)} living sessions on one process, set up within a minute`,
    wanted: `all relayed, p99 under ${ms(LIVING_P99_MS)}`,
    found: `${count(signals)} signals, p99 ${ms(p99Ms)}, ${lost} not relayed`,
    isReached: lost === 0 && p99Ms < LIVING_P99_MS,
  }
}

function signallingGoals(ours: SignallingFigures, bare: SignallingFigures): Goal[] {
  const ratio = ours.cpuUs / bare.cpuUs
  return [
    {
      what: `signalling of ${count(MOMENT_SESSIONS)} sessions in one moment on one process`,
      wanted: 'all relayed',
      found: `${count(ours.signals)} signals in ${ms(ours.allMs)}, p99 ${ms(ours.p99Ms)}, ${ours.lost} not relayed`,
      isReached: ours.lost === 0,
    },
    {
      what: 'CPU per relayed signal',
      wanted: '2 × bare',
      found: `${us(ours.cpuUs)}, bare ${us(bare.cpuUs)}`,
      ratio,
      isReached: ratio <= 2,
    },
  ]
}

const reportsGoal = (reportsUs: number): Goal => ({
  what: 'a session while media flow: reports of both every 2 s, nothing for each packet',
  wanted: `${us(REPORTS_GOAL_US)} of CPU a second`,
  found: us(reportsUs),
  isReached: reportsUs <= REPORTS_GOAL_US,
})

const inShort = ({ allMs, p99Ms, cpuUs, lost }: SignallingFigures): string =>
  `all in ${ms(allMs)}, p99 ${ms(p99Ms)}, ${us(cpuUs)} a signal, ${lost} not relayed`

const rowOf = (name: string, { signals, allMs, p50Ms, p99Ms, cpuUs, lost }: SignallingFigures): string[] => [
  name,
  count(signals),
  ms(allMs),
  ms(p50Ms),
  ms(p99Ms),
  us(cpuUs),
  count(lost),
]
