import type { Contender } from '../contenders/contender'
import {
  FIRST_MEMBER,
  MADE_MEMBERS,
  MESSAGES,
  OF_EACH,
  sharedConversation,
} from '../contenders/made-conversations'
import { tokenOf } from '../contenders/made-people'
import { connectMember } from '../contenders/members'
import { inLanes } from '../crowd'
import { percentile } from '../statistics'

export interface ComingBackFigures {
  readonly halfBackMs: number
  readonly allBackMs: number
  /** For each who came back, µs. */
  readonly cpuUs: number
  /** Conversations whose unread count was not what it must be. */
  readonly wrong: number
  /** What each conversation that somebody was in costs once nobody is in it any more, bytes of the heap. */
  readonly heapPerConversation: number
}

/** Handshakes under way at once: more look like an attack. */
const LANES = 100
const WARM_UP = 100

interface Listed {
  readonly unread: number
}

/** Members of 20 conversations each connect, ask what is unread, and read what they missed of one of them. */
export async function measureComingBack(contender: Contender): Promise<ComingBackFigures> {
  const servers = await contender.start()
  try {
    const [server] = servers
    if (!server) throw new Error('No server was started')
    let wrong = 0
    async function comeBack(url: string, index: number) {
      const member = await connectMember(url, index, () => undefined)
      const answer = await fetch(`${url}/api/channels`, {
        headers: { authorization: `Bearer ${tokenOf(FIRST_MEMBER + index)}` },
      })
      const { data } = (await answer.json()) as { data?: { channels: Listed[] } }
      const unread = data?.channels.filter((one) => one.unread >= MESSAGES - 1) ?? []
      if (unread.length < OF_EACH) wrong += 1
      await member.ask('message:history', { roomId: sharedConversation(index), lastSeq: MESSAGES - 10 })
      return member
    }
    for (let n = 0; n < WARM_UP; n += 1) (await comeBack(server.url, n)).socket.terminate()
    const before = await server.read({ clean: true })
    const started = performance.now()
    const delays: number[] = []
    const indexes = Array.from({ length: MADE_MEMBERS }, (_, index) => index)
    const members = await inLanes(indexes, LANES, async (index) => {
      const member = await comeBack(server.url, index)
      delays.push(performance.now() - started)
      return member
    })
    const { cpuUs } = await server.read()
    for (const { socket } of members) socket.terminate()
    // Who has gone is forgotten after 3 s, and garbage is collected then.
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    const after = await server.read({ clean: true })
    return {
      halfBackMs: percentile(delays, 0.5),
      allBackMs: percentile(delays, 1),
      cpuUs: (cpuUs - before.cpuUs) / MADE_MEMBERS,
      wrong,
      heapPerConversation: (after.heap - before.heap) / (MADE_MEMBERS * OF_EACH),
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
