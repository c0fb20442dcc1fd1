import type { callStatus } from '@/lib/contracts/call-status/contract'
import type { Call, CallEnd } from '@/lib/domain/calls/call'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { isoTime } from '../iso-time'
import type { FrameOf, GatewayRest } from '../kit'

type Frame = FrameOf<typeof callStatus>
type Status = 'initiated' | 'ringing' | 'in-progress' | 'ended' | 'failed'

/** @see contracts, section 9 "call-status" */
const ENDED_REASONS: Partial<Record<CallEnd, string>> = {
  missed: 'customer-did-not-answer',
  busy: 'customer-busy',
  removed: 'hangup',
}

function changed(call: Call, status: Status, why?: CallEnd): Frame {
  const endedReason = why === undefined ? {} : { endedReason: ENDED_REASONS[why] ?? why }
  return {
    namespace: 'ws:/',
    to: toUser(call.placer),
    event: 'call.status.changed',
    data: {
      event: 'call.status.changed',
      callId: call.id,
      status,
      data: { type: 'status-update', assistantId: null, customerNumber: null, ...endedReason },
    },
  }
}

/** What the one who tried it is answered, too. */
const testFrame = ({
  sender,
  message,
  name,
  at,
}: Pick<DomainEventOf<'call.status-test'>, 'sender' | 'message' | 'name' | 'at'>) => ({
  event: name,
  callId: 'test_call' as const,
  status: 'test' as const,
  data: { message, timestamp: isoTime(at), sender },
})

/** Where the placer of a call has left a group before its end, nobody is told the rest. */
const toPlacerOf = (event: { call: Call; audience: readonly string[] }, frame: Frame) =>
  event.audience.includes(toUser(event.call.placer)) ? [frame] : []

export const callOutbound = {
  'call.status-test': ({ to, ...test }: DomainEventOf<'call.status-test'>): Frame[] => [
    { namespace: 'ws:/', to: toUser(to), event: 'test.event', data: testFrame(test) },
  ],
  'call.placed': ({ call }: DomainEventOf<'call.placed'>): Frame[] => [changed(call, 'initiated')],
  'call.ringing': ({ call }: DomainEventOf<'call.ringing'>): Frame[] =>
    call.acceptedAt === null ? [changed(call, 'ringing')] : [],
  'call.answered': (event: DomainEventOf<'call.answered'>): Frame[] => {
    const { call, by } = event
    const isFirst = call.people.every(
      ({ user, joinedAt, isHost }) => user === by || joinedAt === null || isHost,
    )
    return isFirst ? toPlacerOf(event, changed(call, 'in-progress')) : []
  },
  'call.ended': (event: DomainEventOf<'call.ended'>): Frame[] =>
    toPlacerOf(event, changed(event.call, event.why === 'failed' ? 'failed' : 'ended', event.why)),
}

export const statusRest: GatewayRest<typeof callStatus> = {
  testMessage: async ({ body: { targetUserId, message, event: name } }, { actor, services }) => ({
    success: true,
    message: 'WebSocket message sent successfully',
    data: testFrame(await services.statusTests.send(actor, { target: targetUserId, message, name })),
  }),
  clients: () => ({
    success: true,
    message: 'WebSocket clients endpoint - check server logs for connected clients',
  }),
}
