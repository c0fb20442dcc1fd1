import type { Contender } from '../contenders/contender'
import type { Talker } from '../contenders/omegoo'
import { gather, pairUp } from '../crowd'
import { slope } from '../statistics'

export interface GrowthFigures {
  /** Visits in the time counted: connect, meet, talk, leave, disconnect. */
  readonly visits: number
  /** Growth of the heap after collecting garbage, by an hour as the server sees it, bytes. */
  readonly heapPerHour: number
  readonly rssPerHour: number
  /** The same per visit. */
  readonly heapPerVisit: number
  /** At the end, bytes. */
  readonly heap: number
}

export const FASTER = 6
const CROWD = 200
const TEXTS = 5
/** A talk that has ended can be reported for 5 minutes and is kept that long: only then can growth be told from filling. */
const FILLING_MINUTES = 8

/**
 * People come, meet, talk, part and go, over and over, on a server whose time runs FASTER.
 *
 * @param minutes - as the server sees them, after those it takes to fill
 */
export async function measureGrowth(contender: Contender<Talker>, minutes: number): Promise<GrowthFigures> {
  const servers = await contender.start()
  const [server] = servers
  if (!server) throw new Error('No server was started')
  const started = performance.now()
  const serverMinutes = () => ((performance.now() - started) * FASTER) / 60_000
  const readings: { x: number; heap: number; rss: number; visits: number }[] = []
  let visits = 0
  try {
    while (serverMinutes() < FILLING_MINUTES + minutes) {
      await oneVisitEach(contender, servers)
      visits += CROWD
      if (serverMinutes() < FILLING_MINUTES) continue
      const { heap, rss } = await server.read({ clean: true })
      readings.push({ x: serverMinutes() / 60, heap, rss, visits })
    }
  } finally {
    await server.stop()
  }
  const growth = (by: 'heap' | 'rss') => slope(readings.map((reading) => ({ x: reading.x, y: reading[by] })))
  return {
    visits,
    heapPerHour: growth('heap'),
    rssPerHour: growth('rss'),
    heapPerVisit: slope(readings.map(({ visits: x, heap: y }) => ({ x, y }))),
    heap: readings.at(-1)?.heap ?? 0,
  }
}

async function oneVisitEach(
  contender: Contender<Talker>,
  servers: Parameters<typeof gather>[1],
): Promise<void> {
  const members = await gather(contender, servers, { from: 0, to: CROWD })
  await pairUp(members)
  for (let text = 0; text < TEXTS; text += 1) {
    await Promise.all(members.map(({ person }) => person.send(`${text}: nice to meet you`)))
  }
  const firsts = members.filter(({ index, partner }) => partner && index < partner.index)
  await Promise.all(firsts.map(({ person }) => person.part()))
  for (const { person } of members) person.drop()
}
