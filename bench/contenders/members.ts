import { connectLight, type LightSocket } from '@/lib/protocol-client/light-socket'
import { addressFor } from './contender'
import { FIRST_MEMBER } from './made-conversations'
import { idOf, tokenOf } from './made-people'

type Fields = Readonly<Record<string, unknown>>

/** A member of conversations, on telehealth's contract. */
export interface BenchMember {
  readonly userId: string
  readonly socket: LightSocket
  /** @throws Error that says why it was refused */
  ask(event: string, payload: unknown): Promise<Fields>
}

/** @param member - counted from 0; @param onEvent - what the member is sent */
export async function connectMember(
  url: string,
  member: number,
  onEvent: (event: string, data: Fields) => void,
): Promise<BenchMember> {
  const index = FIRST_MEMBER + member
  const socket = await connectLight(url, {
    ...addressFor(index),
    auth: { token: tokenOf(index) },
    onEvent: (event, data) => onEvent(event, data as Fields),
  })
  return {
    userId: idOf(index),
    socket,
    async ask(event, payload) {
      const answer = (await socket.ask(event, payload)) as Fields
      if (answer.success !== true) throw new Error(`${event}: ${String(answer.error)}`)
      return answer
    },
  }
}
