import type { callEvents as rows } from '@/lib/contracts/helpdesk/call-events'
import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import { lineOf } from '@/lib/domain/calls/lines'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import {
  asOpaque,
  callNamed,
  callSignalFrame,
  incomingFrame,
  sharedCallInbound,
  sharedCallOutbound,
} from '../calls'
import type { FrameOf, GatewayInbound } from '../kit'

type Frame = FrameOf<typeof helpdesk>

export const callInbound: Pick<GatewayInbound<typeof helpdesk>['/'], keyof typeof rows.inbound> = {
  ...sharedCallInbound,
  'call:invite': async ({ targetUserId, callType, offer }, { actor, services, connection, look }) => {
    const placing = { callee: targetUserId, callType, offer: asOpaque(offer) }
    const call = await services.calls.place(actor, connection, placing)
    look(lineOf(call.id))
    return { callId: call.id }
  },

  'call:ice_candidate': async ({ candidate, targetUserId, callId }, { actor, services }) => {
    const call = await services.calls.named(actor, callNamed({ callId, targetUserId }))
    const signal = { kind: 'ice-candidate', body: asOpaque(candidate), to: targetUserId } as const
    await services.callSignalling.send(actor, call, signal)
  },
}

/** Its clients begin with the offer of the caller, so that one which is on its way is waited for. */
export const callOutbound = {
  ...sharedCallOutbound,

  'call.incoming': (event: DomainEventOf<'call.incoming'>): Frame[] => {
    const { offer, connection } = event
    return offer === undefined ? [] : [incomingFrame(event, offer, connection)]
  },

  'call.offered': (event: DomainEventOf<'call.offered'>): Frame[] => [incomingFrame(event, event.offer)],

  'call.signal': (event: DomainEventOf<'call.signal'>): Frame[] => {
    const { call, signal, to, connection, isAnswerOfCall } = event
    const target = { to: toUser(to), only: connection }
    const about = { callId: call.id, from: signal.from }
    if (signal.kind === 'ice-candidate')
      return [{ ...target, event: 'call:ice_candidate', data: { ...about, candidate: signal.body } }]
    const isLateAnswer = signal.kind === 'answer' && to === call.placer && call.connectedAt === null
    if (!isLateAnswer) return [callSignalFrame(event)]
    const data = { callId: call.id, userId: signal.from, answer: signal.body }
    return isAnswerOfCall ? [] : [{ ...target, event: 'call:accepted', data }]
  },
}
