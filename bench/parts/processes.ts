import { createClient } from '@redis/client'
import { gather, pairUp } from '../crowd'
import { measureMessages, type MessageFigures } from '../measurements/messages'
import { redisCpuUs } from '../redis-cpu'
import { count, ms, type Section, us } from '../report'
import { medians } from '../statistics'
import { type Context, inTurn } from './context'
import { worstOf } from './visits'

const PROCESSES = [1, 2, 4]
const CONNECTIONS = 1_000
/** Messages a second, at most: four processes, Redis, PostgreSQL and the swarm share what may be two cores. */
const RATE = 800

interface Figures extends MessageFigures {
  /** Redis' own processor time for each delivered message, µs. */
  readonly redisUs: number
}

/** One, two and four processes on PostgreSQL and Redis: people on any of them talk with people on any other. */
export async function processesPart(whole: Context): Promise<Section> {
  const options = { ...whole.options, rate: Math.min(whole.options.rate, RATE) }
  const context = { ...whole, options }
  const { say } = context
  const found = new Map<number, Figures[]>(PROCESSES.map((processes) => [processes, []]))
  for (let round = 0; round < options.longRounds; round += 1) {
    for (const processes of inTurn(PROCESSES, round)) {
      const figures = await measure(context, processes)
      found.get(processes)?.push(figures)
      say(
        `${processes} processes, round ${round + 1}: ${us(figures.cpuUs)} a message, Redis ${us(figures.redisUs)}`,
      )
    }
  }
  const all = [...found].map(([processes, rounds]) => ({
    processes,
    ...medians<keyof Figures>(rounds),
    ...worstOf(rounds),
  }))
  const costOf = (processes: number) => all.find((one) => one.processes === processes)?.cpuUs ?? 0
  const ratio = costOf(2) / costOf(1)
  return {
    title: 'Several processes',
    note:
      `${count(CONNECTIONS)} people in talks, spread over the processes, ${count(options.rate)} messages a second; medians of ${options.longRounds} rounds. CPU is that of ` +
      'all server processes together for each delivered message; Redis is counted beside it.',
    head: [
      'processes',
      'CPU/message',
      'Redis/message',
      'p50',
      'p99',
      'lost/disordered/refused',
      'worst loop',
    ],
    rows: all.map((one) => [
      count(one.processes),
      us(one.cpuUs),
      us(one.redisUs),
      ms(one.p50Ms),
      ms(one.p99Ms),
      [one.lost, one.disordered, one.refused].join(' / '),
      ms(one.loopP99Ms),
    ]),
    goals: [
      {
        what: 'second process',
        wanted: "at most 2.2 × one's cost per message",
        found: `× ${ratio.toFixed(2)}: ${us(costOf(2))}, one ${us(costOf(1))}`,
        isReached: ratio <= 2.2,
      },
    ],
  }
}

async function measure({ cluster, redisUrl, options }: Context, processes: number): Promise<Figures> {
  const contender = await cluster(processes)
  const redis = createClient({ url: await redisUrl() })
  const servers = await contender.start()
  try {
    await redis.connect()
    const members = await gather(contender, servers, { from: 0, to: CONNECTIONS })
    await pairUp(members)
    const before = await redisCpuUs(redis)
    const figures = await measureMessages(servers, members, options)
    const redisUs = (await redisCpuUs(redis)) - before
    for (const { person } of members) person.drop()
    return { ...figures, redisUs: redisUs / figures.delivered }
  } finally {
    redis.destroy()
    await Promise.all(servers.map((server) => server.stop()))
  }
}
