import { setTimeout as wait } from 'node:timers/promises'
import { type TcpProxy, openTcpProxy } from '../tcp-proxy'
import { noSessionLost } from '../promises'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'

const PACE = { everyMs: [60, 240], leaveOnceIn: 80 } as const
/** Shorter than a process' patience with Redis (5 s), longer, and longer than its lease (6 s). */
const SILENCES_MS = [1_500, 5_500, 11_000, 14_000] as const
const BETWEEN_MS = 4_000

async function run({ chance, isShort }: Extent): Promise<readonly Outcome[]> {
  const proxies: TcpProxy[] = []
  const redisUrlOf = async (_: number, url: string): Promise<string> => {
    const proxy = await openTcpProxy({ chance: chance.fork(), targets: () => [Number(new URL(url).port)] })
    proxies.push(proxy)
    return `redis://127.0.0.1:${proxy.port}`
  }
  // Two of a process' calls in a row run out of patience in it: what is sent is refused for certain.
  const silences = isShort ? [SILENCES_MS[2]] : SILENCES_MS
  try {
    return await withSetup({ processes: 2, size: 12, chance, redisUrlOf }, async ({ site, crowd }) => {
      crowd.startSending(PACE)
      for (const [index, silence] of silences.entries()) {
        const between = proxies[index % proxies.length]
        await crowd.nextSend()
        between?.partition()
        await wait(silence)
        between?.heal()
        await wait(BETWEEN_MS)
      }
      const common = await always({ site, crowd })
      const { tryAgain } = crowd.results
      return [
        outcome('partitions healed', `${silences.length}`, silences.length, proxies.length === 2),
        outcome('sends refused with "try again" meanwhile', 'some', tryAgain, tryAgain > 0),
        noSessionLost(crowd.results),
        ...common,
      ]
    })
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.close()))
  }
}

/** Nothing gets through between a process and Redis, and nothing is closed. */
export const partition: Row = {
  name: 'partition',
  title: 'a process and its Redis do not reach each other for a while',
  needs: ['engines'],
  isQuiet: true,
  run,
}
