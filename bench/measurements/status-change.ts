import type { Contender } from '../contenders/contender'
import { FIRST_MEMBER } from '../contenders/made-conversations'
import { idOf } from '../contenders/made-people'
import { connectMember } from '../contenders/members'
import { inLanes } from '../crowd'
import { until } from '../pace'
import { percentile } from '../statistics'

export interface StatusFigures {
  readonly subscribers: number
  readonly lastP50Ms: number
  /** The server's user and system time for each change, µs. */
  readonly cpuUs: number
  readonly missing: number
}

const LANES = 50
const CHANGES = 40
const LATE_MS = 5_000
const STATUSES = ['busy', 'online'] as const

/** Somebody changes their status before so many who follow them. */
export async function measureStatusChanges(
  contender: Contender,
  sizes: readonly number[],
): Promise<StatusFigures[]> {
  const servers = await contender.start()
  try {
    const [server] = servers
    if (!server) throw new Error('No server was started')
    let received = 0
    const connect = (index: number) =>
      connectMember(server.url, index, (event, data) => {
        if (event === 'presence:changed' && data.userId === idOf(FIRST_MEMBER)) received += 1
      })
    const changing = await connectMember(server.url, 0, () => undefined)
    const followers: Awaited<ReturnType<typeof connect>>[] = []
    const figures: StatusFigures[] = []
    for (const size of sizes) {
      const more = Array.from({ length: size - followers.length }, (_, n) => followers.length + 1 + n)
      followers.push(
        ...(await inLanes(more, LANES, async (index) => {
          const one = await connect(index)
          await one.ask('presence:subscribe', { userIds: [idOf(FIRST_MEMBER)] })
          return one
        })),
      )
      const delays: number[] = []
      const { cpuUs: before } = await server.read()
      let missing = 0
      for (let change = 0; change < CHANGES; change += 1) {
        received = 0
        const at = performance.now()
        await changing.ask('presence:setStatus', { status: STATUSES[change % STATUSES.length] })
        await until(() => received >= size, LATE_MS)
        delays.push(performance.now() - at)
        missing += size - received
      }
      const { cpuUs } = await server.read()
      const cpu = (cpuUs - before) / CHANGES
      figures.push({ subscribers: size, lastP50Ms: percentile(delays, 0.5), cpuUs: cpu, missing })
    }
    for (const { socket } of [changing, ...followers]) socket.terminate()
    return figures
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
