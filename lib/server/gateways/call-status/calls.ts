import type { callStatus } from '@/lib/contracts/call-status/contract'
import type { Call, CallEnd } from '@/lib/domain/calls/call'
import { secondsOf, type TelephoneCall } from '@/lib/domain/calls/telephone'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { Millis, UserId } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import { isoTime } from '../iso-time'
import { type FrameOf, type GatewayRest, ok } from '../kit'

type Frame = FrameOf<typeof callStatus>
type Status = 'initiated' | 'ringing' | 'in-progress' | 'ended' | 'failed'

/** @see contracts, section 9 "call-status" */
const ENDED_REASONS: Partial<Record<CallEnd, string>> = {
  missed: 'customer-did-not-answer',
  busy: 'customer-busy',
  removed: 'hangup',
}

interface Told {
  readonly placer: UserId
  readonly callId: string
  readonly status: Status
  readonly endedReason: string | null
  readonly assistantId?: string | null
  readonly customerNumber?: string | null
}

/** For the placer alone; app calls have neither assistant nor number. */
function frameOf({
  placer,
  callId,
  status,
  endedReason,
  assistantId = null,
  customerNumber = null,
}: Told): Frame {
  const reason = endedReason === null ? {} : { endedReason }
  return {
    namespace: 'ws:/',
    to: toUser(placer),
    event: 'call.status.changed',
    data: {
      event: 'call.status.changed',
      callId,
      status,
      data: { type: 'status-update', assistantId, customerNumber, ...reason },
    },
  }
}

const changed = ({ id: callId, placer }: Call, status: Status, why?: CallEnd): Frame =>
  frameOf({ placer, callId, status, endedReason: why === undefined ? null : (ENDED_REASONS[why] ?? why) })

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
  'telephone.changed': ({ call: { id: callId, ...call } }: DomainEventOf<'telephone.changed'>): Frame[] => [
    frameOf({ ...call, callId }),
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

const telephoneForm = ({ id: callId, status, customerNumber, assistantId }: TelephoneCall) => ({
  callId,
  status,
  customerNumber,
  assistantId,
})

const timeOf = (at: Millis | null) => (at === null ? null : isoTime(at))

export const statusRest: GatewayRest<typeof callStatus> = {
  placeTelephoneCall: async ({ body: { customerNumber, assistantId = null } }, { actor, services }) =>
    ok(telephoneForm(await services.telephone.place(actor, { customerNumber, assistantId }))),

  telephoneCall: async ({ params: { id } }, { actor, services, now }) => {
    const call = await services.telephone.find(actor, id)
    return ok({
      ...telephoneForm(call),
      endedReason: call.endedReason,
      placedAt: isoTime(call.placedAt),
      answeredAt: timeOf(call.answeredAt),
      endedAt: timeOf(call.endedAt),
      duration: secondsOf(call, now),
    })
  },

  telephoneWebhook: async ({ body, headers }, { services }) => {
    await services.telephone.webhook(headers['x-vapi-secret'], body)
    return ok({})
  },

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
