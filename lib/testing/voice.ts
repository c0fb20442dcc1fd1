import type { createWorld, Person } from './world'

type World = ReturnType<typeof createWorld>

/** Two people in a session with sound. */
export interface Call {
  readonly ann: Person
  readonly bob: Person
  /** What Bob knows Ann by. */
  readonly annId: string
  /** What Ann knows Bob by. */
  readonly bobId: string
  readonly sessionId: string
  readonly roomId: string
}

export type Side = 'voice' | 'generic'

type Join = readonly [event: string, payload: object]

export const joinFor: Readonly<Record<Side, Join>> = {
  voice: ['join_voice_queue', { maxBitrate: 64 }],
  generic: ['join-queue', { preferences: { chatType: 'audio', minTier: 0 } }],
}

/** Two people meet in a voice session, each in a dialect of their own; the first is the initiator. */
export async function call(
  world: World,
  ann: Person,
  bob: Person,
  sides: readonly [Side, Side],
): Promise<Call> {
  await ann.client.ask(...joinFor[sides[0]])
  await bob.client.ask(...joinFor[sides[1]])
  await world.advance(150)
  const [a, b] = [await found(ann, sides[0]), await found(bob, sides[1])]
  return {
    ann,
    bob,
    annId: b.partnerId,
    bobId: a.partnerId,
    sessionId: a.sessionId,
    roomId: `voice_room_${a.sessionId}`,
  }
}

async function found({ client }: Person, side: Side): Promise<{ sessionId: string; partnerId: string }> {
  if (side === 'generic') {
    const { sessionId, partnerId } = await client.next('match-found')
    return { sessionId: String(sessionId), partnerId: String(partnerId) }
  }
  const { roomId, partnerId } = await client.next('voice_match_found')
  return { sessionId: String(roomId).replace('voice_room_', ''), partnerId: String(partnerId) }
}

/** A signal of the voice dialect, as the document has it. */
export const signal = (
  roomId: string,
  targetId: string,
  type: 'offer' | 'answer' | 'ice-candidate',
  body: unknown,
) => ({ type, roomId, targetId, payload: type === 'ice-candidate' ? { candidate: body } : { sdp: body } })

export const description = (type: 'offer' | 'answer', name = 'ann') => ({
  type,
  sdp: `v=0\r\no=- ${name}\r\n`,
})
export const candidate = (name: string) => ({ candidate: `candidate:${name}`, sdpMLineIndex: 0, sdpMid: '0' })
