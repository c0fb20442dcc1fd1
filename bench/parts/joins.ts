import { bareSocketIo } from '../contenders/bare-socket-io'
import type { Contender, Skipper } from '../contenders/contender'
import { pairUp } from '../crowd'
import { measurePresence, type PresenceFigures } from '../measurements/presence'
import { measureSkips, type SkipFigures } from '../measurements/skips'
import { count, type Goal, ms, type Section, us } from '../report'
import { medians } from '../statistics'
import { type Context, inTurn } from './context'

/** Joins a second: as 10,000 people make who skip every ten to twenty seconds, and twice that. */
const CALM = 250
const BUSY = 1_000
const SECONDS = 10
/** On PostgreSQL and Redis. */
const PROCESSES = 2

interface Figures {
  readonly presence: PresenceFigures
  readonly calm: SkipFigures
  readonly busy: SkipFigures
}

/** Connecting, doing nothing, and skipping, beside the bare server. */
export async function joinsPart({ embedded, onPostgres, cluster, options, say }: Context): Promise<Section> {
  const connections = options.connections.at(-1) ?? 1_000
  const ourOnes = [embedded, await onPostgres(), await cluster(PROCESSES)]
  const contenders: Contender<Skipper>[] = [...ourOnes, bareSocketIo]
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < options.longRounds; round += 1) {
    for (const contender of inTurn(contenders, round)) {
      const figures = await measure(contender, connections)
      found.set(contender.name, [...(found.get(contender.name) ?? []), figures])
      say(
        `${count(connections)} connected, round ${round + 1}, ${contender.name}: ${us(figures.calm.cpuUs)} a join, ` +
          `${count(figures.busy.joinsPerSecond)} joins a second, pairing p95 ${ms(figures.busy.p95Ms)}`,
      )
    }
  }
  const summaries = new Map(contenders.map(({ name }) => [name, summarize(found.get(name) ?? [])]))
  const [ours, bare] = [embedded, bareSocketIo].map(({ name }) => summaries.get(name))
  return {
    title: 'Connecting, resting, skipping',
    note:
      `${count(connections)} connected; medians of ${options.longRounds} rounds. A join comes with its match and its leave; CPU is the ` +
      "server's own, its database's thread included. On the bare server a match is a room that both know already.",
    head: [
      'server', 'CPU/connection', 'idle', 'CPU/join', 'pairing p50, p95, p99', `CPU/join at ${count(BUSY)}`, 'joins/s', 'pairing p50, p95, p99', 'loop p99',
    ], // prettier-ignore
    rows: [...summaries].map(([name, figures]) => rowOf(name, figures)),
    goals: [
      ...(ours && bare ? costs(ours, bare, count(connections)) : []),
      ...ourOnes.map(({ name }) => pairingGoal(name, summaries.get(name))),
    ],
  }
}

async function measure(contender: Contender<Skipper>, connections: number): Promise<Figures> {
  const servers = await contender.start()
  try {
    const { members, ...presence } = await measurePresence(contender, servers, connections)
    await pairUp(members)
    const calm = await measureSkips(servers, members, { rate: CALM, seconds: SECONDS })
    const busy = await measureSkips(servers, calm.unpaired > 0 ? [] : members, {
      rate: BUSY,
      seconds: SECONDS,
    })
    for (const { person } of members) person.drop()
    return { presence, calm, busy }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function summarize(all: readonly Figures[]): Figures | undefined {
  if (all.length === 0) return undefined
  return {
    presence: medians<keyof PresenceFigures>(all.map(({ presence }) => presence)),
    calm: medians<keyof SkipFigures>(all.map(({ calm }) => calm)),
    busy: medians<keyof SkipFigures>(all.map(({ busy }) => busy)),
  }
}

const delays = ({ p50Ms, p95Ms, p99Ms }: Pick<SkipFigures, 'p50Ms' | 'p95Ms' | 'p99Ms'>) =>
  [p50Ms, p95Ms, p99Ms].map(ms).join(', ')

function rowOf(name: string, figures: Figures | undefined): string[] {
  if (!figures) return [name]
  const { presence, calm, busy } = figures
  return [
    name,
    us(presence.connectUs),
    presence.idle.toFixed(3),
    us(calm.cpuUs),
    delays(calm),
    us(busy.cpuUs),
    count(busy.joinsPerSecond),
    delays(busy),
    ms(busy.loopP99Ms),
  ]
}

function costs(ours: Figures, bare: Figures, connected: string): Goal[] {
  const connecting = ours.presence.connectUs / bare.presence.connectUs
  const joining = ours.calm.cpuUs / bare.calm.cpuUs
  const { presence } = ours
  return [
    {
      what: 'CPU per connection made',
      wanted: '2 × bare',
      found: `${us(presence.connectUs)}, bare ${us(bare.presence.connectUs)}`,
      ratio: connecting,
      isReached: connecting <= 2,
    },
    {
      what: 'at rest',
      wanted: '0.03 of a core at 5,000 connected',
      found: `${presence.idle.toFixed(3)}, bare ${bare.presence.idle.toFixed(3)}, ${connected} connected`,
      isReached: presence.idle <= 0.03,
    },
    {
      what: 'CPU per join, match and leave',
      wanted: '1.5 × bare',
      found: `${us(ours.calm.cpuUs)}, bare ${us(bare.calm.cpuUs)}`,
      ratio: joining,
      isReached: joining <= 1.5,
    },
  ]
}

function pairingGoal(name: string, figures: Figures | undefined): Goal {
  const goal = {
    what: `pairing at ${count(BUSY)} joins a second, its 150 ms included: ${name}`,
    wanted: 'p95 under 300 ms',
  }
  if (!figures) return { ...goal, found: '', isReached: undefined }
  const { unpaired, joinsPerSecond, p95Ms, ...busy } = figures.busy
  return {
    ...goal,
    found: `${delays({ p95Ms, ...busy })}, ${unpaired} unpaired, ${count(joinsPerSecond)} joins a second`,
    isReached: p95Ms < 300 && unpaired === 0 && joinsPerSecond > 0.9 * BUSY,
  }
}
