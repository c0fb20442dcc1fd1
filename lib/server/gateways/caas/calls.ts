import type { callEvents as rows } from '@/lib/contracts/caas/call-events'
import type { caas } from '@/lib/contracts/caas/contract'
import { durationOf, personIn } from '@/lib/domain/calls/call'
import { lineOf } from '@/lib/domain/calls/lines'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { SignalKind } from '@/lib/domain/media/signalling'
import { toUser } from '@/lib/domain/topics'
import { asOpaque, isRefusal, nameOfPerson, reasonOf, reportOf, toOtherDevices, toPlacer } from '../calls'
import { groupFrames } from './group-calls'
import type { EventContext, FrameOf, GatewayInbound } from '../kit'
import type { Actor } from '@/lib/domain/accounts'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/webrtc' }>
type Inbound = Pick<GatewayInbound<typeof caas>['/webrtc'], keyof typeof rows.inbound>

const namespace = '/webrtc'

type Context = Pick<EventContext<Actor, Readonly<Record<never, never>>>, 'actor' | 'services'>

async function signal(
  { actor, services }: Context,
  { target_user_id: to, call_id }: { target_user_id: string; call_id?: string | null | undefined },
  kind: SignalKind,
  body: unknown,
): Promise<void> {
  const name = typeof call_id === 'string' ? { callId: call_id } : { userId: to }
  const call = await services.calls.named(actor, name)
  await services.callSignalling.send(actor, call, { kind, body: asOpaque(body), to })
}

/** caas' events of calls, one service call each. */
export const callInbound: Inbound = {
  'webrtc:get-ice-servers': async (_, { actor, services }) => {
    const { iceServers, iceTransportPolicy, ttl } = await services.iceServers.of(actor)
    return { ice_servers: [...iceServers], ice_transport_policy: iceTransportPolicy, ttl }
  },
  'webrtc:offer': ({ sdp, ...target }, context) => signal(context, target, 'offer', sdp),
  'webrtc:answer': ({ sdp, ...target }, context) => signal(context, target, 'answer', sdp),
  'webrtc:ice-candidate': ({ candidate, ...target }, context) =>
    signal(context, target, 'ice-candidate', candidate),

  'call:initiate': async ({ callee_id, media_type }, { actor, services, connection, look }) => {
    const placing = { callee: callee_id, callType: media_type, offer: undefined }
    const call = await services.calls.place(actor, connection, placing)
    look(lineOf(call.id))
    return { call_id: call.id }
  },

  'call:answer': async ({ call_id }, { actor, services, connection, look }) => {
    const call = await services.calls.answer(actor, { callId: call_id }, { connection, answer: undefined })
    look(lineOf(call.id))
  },

  'call:reject': async ({ call_id, reason = null }, { actor, services, connection }) =>
    void (await services.calls.refuse(actor, { callId: call_id }, { connection, reason })),

  'call:hangup': async ({ call_id }, { actor, services, connection, lookAway }) => {
    const call = await services.calls.leave(actor, { callId: call_id }, connection)
    lookAway(lineOf(call.id))
  },

  'call:resume': async ({ call_id }, { actor, services, connection, look }) => {
    const call = await services.calls.resume(actor, call_id, connection)
    look(lineOf(call.id))
    const people = call.people.filter(({ stage }) => stage === 'in')
    return { call_id: call.id, media_type: call.callType, participant_ids: people.map(({ user }) => user) }
  },

  'call:quality': ({ call_id, ...report }, { actor, services, connection }) =>
    services.callQuality.report(actor, call_id, connection, reportOf(report)),
}

/** What clients of `/webrtc` are sent of calls. */
export const callOutbound = {
  'call.incoming': (event: DomainEventOf<'call.incoming'>): Frame[] => {
    const { call, to, connection } = event
    if (call.isGroup) return groupFrames.invited(event)
    const data = {
      call_id: call.id,
      caller_id: call.placer,
      caller_name: nameOfPerson(personIn(call, call.placer)),
      media_type: call.callType,
    }
    const only = connection === null ? {} : { only: connection }
    return [{ namespace, to: toUser(to), event: 'call:incoming', data, ...only }]
  },

  'call.ringing': ({ call, to }: DomainEventOf<'call.ringing'>): Frame[] =>
    toPlacer(call).map((target) => ({
      ...target,
      namespace,
      event: 'call:ringing',
      data: { call_id: call.id, user_id: to },
    })),

  'call.taken': ({ call, by }: DomainEventOf<'call.taken'>): Frame[] => [
    {
      ...toOtherDevices(call, by),
      namespace,
      event: 'call:ended',
      data: { call_id: call.id, reason: 'answered_elsewhere', duration: 0 },
    },
  ],

  'call.answered': (event: DomainEventOf<'call.answered'>): Frame[] => {
    const { call, by } = event
    if (call.isGroup) return groupFrames.joined(event)
    const data = { call_id: call.id, user_id: by }
    return toPlacer(call).map((target): Frame => ({ ...target, namespace, event: 'call:answered', data }))
  },

  'call.refused': ({ call, by, connection, reason }: DomainEventOf<'call.refused'>): Frame[] => {
    const frame = {
      namespace,
      event: 'call:rejected',
      data: { call_id: call.id, user_id: by, reason },
    } as const
    return [
      { to: toUser(call.placer), ...frame },
      { to: toUser(by), ...frame, ...(connection === null ? {} : { except: connection }) },
    ]
  },

  'call.ended': (event: DomainEventOf<'call.ended'>): Frame[] => {
    const { call, why, at, audience } = event
    if (call.isGroup) return groupFrames.ended(event)
    if (isRefusal(event)) return []
    const data = { call_id: call.id, reason: reasonOf(why), duration: durationOf(call, at) }
    return audience.map((to): Frame => ({ namespace, to, event: 'call:ended', data }))
  },

  'call.signal': ({
    call,
    signal: { from, kind, body },
    to,
    connection,
  }: DomainEventOf<'call.signal'>): Frame[] => {
    const target = { namespace, to: toUser(to), only: connection } as const
    const about = { call_id: call.id, from_user_id: from }
    switch (kind) {
      case 'offer':
        return [{ ...target, event: 'webrtc:offer', data: { ...about, sdp: body } }]
      case 'answer':
        return [{ ...target, event: 'webrtc:answer', data: { ...about, sdp: body } }]
      case 'ice-candidate':
        return [{ ...target, event: 'webrtc:ice-candidate', data: { ...about, candidate: body } }]
    }
  },
}
