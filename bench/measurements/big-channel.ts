import { setTimeout as wait } from 'node:timers/promises'
import { connectLight } from '@/lib/protocol-client/light-socket'
import { bareSocketIo } from '../contenders/bare-socket-io'
import { addressFor, type Contender } from '../contenders/contender'
import { BIG_CHANNEL, BIG_CHANNEL_MEMBERS } from '../contenders/made-conversations'
import { connectMember } from '../contenders/members'
import { inLanes } from '../crowd'
import { atPace, until } from '../pace'
import type { ServerProcess } from '../server-process'
import { percentile } from '../statistics'

export interface BigChannelFigures {
  /** Until the last member has a message, from sending. */
  readonly lastP50Ms: number
  readonly lastP99Ms: number
  /** The server's user and system time for each frame delivered, µs; without what it takes at rest with the same connections. */
  readonly cpuUs: number
  /** What it takes at rest, of a core. */
  readonly restCores: number
  readonly missing: number
}

const LANES = 50
const SECONDS = 20
const WARM_UP = 5
const REST_SECONDS = 15
const LATE_MS = 10_000

/** How members connect and the first of them sends. */
interface Way {
  readonly contender: Contender
  connect(
    url: string,
    member: number,
    onText: (text: string) => void,
  ): Promise<{ send(text: string): Promise<unknown>; drop(): void }>
}

/** Members of one channel of this product. */
export const bigChannelOf = (contender: Contender): Way => ({
  contender,
  async connect(url, member, onText) {
    const one = await connectMember(
      url,
      member,
      (event, data) => event === 'message:new' && onText(String(data.message)),
    )
    return {
      send: (message) => one.ask('message:send', { roomId: BIG_CHANNEL, message }),
      drop: one.socket.terminate,
    }
  },
})

/** One room of the bare server. */
export const bareRoom: Way = {
  contender: bareSocketIo,
  async connect(url, member, onText) {
    const socket = await connectLight(url, {
      ...addressFor(member),
      onEvent: (event, data) => event === 'message' && onText((data as { content: string }).content),
    })
    await socket.ask('pair', 'big')
    return { send: (text) => socket.ask('send', text), drop: socket.terminate }
  },
}

/** One message a second to a channel of a thousand. */
export async function measureBigChannel({ contender, connect }: Way): Promise<BigChannelFigures> {
  const servers = await contender.start()
  try {
    const [server] = servers
    if (!server) throw new Error('No server was started')
    const received = new Map<string, number>()
    const lastAt = new Map<string, number>()
    const onText = (text: string) => {
      received.set(text, (received.get(text) ?? 0) + 1)
      lastAt.set(text, performance.now())
    }
    const indexes = Array.from({ length: BIG_CHANNEL_MEMBERS }, (_, index) => index)
    const members = await inLanes(indexes, LANES, (index) => connect(server.url, index, onText))
    const others = BIG_CHANNEL_MEMBERS - 1
    const round = async (name: string, seconds: number) => {
      const sentAt = new Map<string, number>()
      const turns = await atPace({ rate: 1, seconds }, (turn) => {
        const text = `${name} ${turn}, a message of some length`
        sentAt.set(text, performance.now())
        members[0]?.send(text).catch(() => undefined)
      })
      await until(
        () => sentAt.size === turns && [...sentAt.keys()].every((text) => received.get(text) === others),
        LATE_MS,
      )
      return sentAt
    }
    await round('warm', WARM_UP)
    const restUs = await cpuWhile(server, () => wait(REST_SECONDS * 1_000))
    const restPerSecond = restUs / REST_SECONDS
    let sentAt = new Map<string, number>()
    const began = performance.now()
    const busyUs = await cpuWhile(server, async () => {
      sentAt = await round('measured', SECONDS)
    })
    const cpu = busyUs - (restPerSecond * (performance.now() - began)) / 1_000
    const delays = [...sentAt].map(([text, at]) => (lastAt.get(text) ?? Infinity) - at)
    const delivered = [...sentAt.keys()].reduce((sum, text) => sum + (received.get(text) ?? 0), 0)
    for (const member of members) member.drop()
    return {
      lastP50Ms: percentile(delays, 0.5),
      lastP99Ms: percentile(delays, 0.99),
      cpuUs: cpu / delivered,
      restCores: restPerSecond / 1e6,
      missing: sentAt.size * others - delivered,
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** The server's user and system time meanwhile, µs. */
async function cpuWhile(server: ServerProcess, action: () => Promise<unknown>): Promise<number> {
  const before = (await server.read()).cpuUs
  await action()
  return (await server.read()).cpuUs - before
}
