import type { Contender } from '../contenders/contender'
import { sharedConversation } from '../contenders/made-conversations'
import { connectMember } from '../contenders/members'
import { inLanes } from '../crowd'
import { atPace, until } from '../pace'
import { percentile } from '../statistics'

export interface DurableFigures {
  /** Acknowledged, so stored, a second. */
  readonly aSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly refused: number
  /** The server's user and system time for each, its database's thread included, µs. */
  readonly cpuUs: number
}

/** Who sends; each is in the conversations of the one after them, too. */
const SENDERS = 100
const LANES = 20
const WARM_UP_SECONDS = 2
const LATE_MS = 15_000

/** Messages that are acknowledged once they are stored, at a rate that does not wait for answers. */
export async function measureDurableSends(
  contender: Contender,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<DurableFigures> {
  const servers = await contender.start()
  try {
    const [server] = servers
    if (!server) throw new Error('No server was started')
    const indexes = Array.from({ length: SENDERS }, (_, index) => index)
    const members = await inLanes(indexes, LANES, (index) =>
      connectMember(server.url, index, () => undefined),
    )
    const send = async (forSeconds: number) => {
      const tooks: number[] = []
      let refused = 0
      const started = performance.now()
      const sent = await atPace({ rate, seconds: forSeconds }, (turn) => {
        const index = turn % SENDERS
        const at = performance.now()
        const message = { roomId: sharedConversation(index), message: `message ${turn} of some length` }
        members[index]?.ask('message:send', message).then(
          () => tooks.push(performance.now() - at),
          () => (refused += 1),
        )
      })
      await until(() => tooks.length + refused >= sent, LATE_MS)
      const tookSeconds = (performance.now() - started) / 1_000
      return { tooks, refused: sent - tooks.length, aSecond: tooks.length / tookSeconds }
    }
    await send(WARM_UP_SECONDS)
    const before = await server.read()
    const { tooks, refused, aSecond } = await send(seconds)
    const { cpuUs } = await server.read()
    for (const { socket } of members) socket.terminate()
    return {
      aSecond,
      p50Ms: percentile(tooks, 0.5),
      p99Ms: percentile(tooks, 0.99),
      refused,
      cpuUs: (cpuUs - before.cpuUs) / tooks.length,
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
