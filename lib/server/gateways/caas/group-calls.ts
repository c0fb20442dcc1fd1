import type { caas } from '@/lib/contracts/caas/contract'
import type { groupCallEvents as rows } from '@/lib/contracts/caas/group-call-events'
import { durationOf, othersIn, personIn } from '@/lib/domain/calls/call'
import { lineOf } from '@/lib/domain/calls/lines'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { insideBut, nameOfPerson, reasonOf } from '../calls'
import type { FrameOf, GatewayInbound } from '../kit'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/webrtc' }>
type Inbound = Pick<GatewayInbound<typeof caas>['/webrtc'], keyof typeof rows.inbound>

const namespace = '/webrtc'

export const groupCallInbound: Inbound = {
  'group-call:create': async (
    { participant_ids: people, media_type: callType },
    { actor, services, connection, look },
  ) => {
    const call = await services.groupCalls.create(actor, connection, { people, callType })
    look(lineOf(call.id))
    return {
      call_id: call.id,
      busy_ids: call.people.filter(({ out }) => out?.why === 'busy').map(({ user }) => user),
    }
  },
  'group-call:add': async ({ call_id, user_id }, { actor, services }) =>
    void (await services.groupCalls.add(actor, call_id, user_id)),
  'group-call:remove': ({ call_id, user_id }, { actor, services }) =>
    services.groupCalls.remove(actor, call_id, user_id),
  'group-call:leave': async ({ call_id: callId }, { actor, services, connection, lookAway }) => {
    await services.calls.leave(actor, { callId }, connection)
    lookAway(lineOf(callId))
  },
  'group-call:end': ({ call_id }, { actor, services }) => services.groupCalls.end(actor, call_id),
  'group-call:mute-request': ({ call_id, user_id = null }, { actor, services }) =>
    services.groupCalls.askToMute(actor, call_id, user_id),
  'group-call:lock': ({ call_id, locked }, { actor, services }) =>
    services.groupCalls.lock(actor, call_id, locked),
  'group-call:hand': ({ call_id, raised }, { actor, services }) =>
    services.groupCalls.raiseHand(actor, call_id, raised),
}

/** What clients of `/webrtc` are sent of calls of several. */
export const groupFrames = {
  invited: ({ call, to, connection }: DomainEventOf<'call.incoming'>): Frame[] => [
    {
      namespace,
      to: toUser(to),
      event: 'group-call:invited',
      data: {
        call_id: call.id,
        from_user_id: call.placer,
        from_name: nameOfPerson(personIn(call, call.placer)),
        media_type: call.callType,
        participant_ids: othersIn(call, to).map(({ user }) => user),
      },
      ...(connection === null ? {} : { only: connection }),
    },
  ],

  joined: ({ call, by }: DomainEventOf<'call.answered'>): Frame[] =>
    insideBut(call, by).map((target) => ({
      ...target,
      namespace,
      event: 'group-call:participant-joined',
      data: { call_id: call.id, user_id: by },
    })),

  left: ({ call, user, why, at }: DomainEventOf<'call.left'>): Frame[] => [
    ...insideBut(call, user).map((target): Frame => ({
      ...target,
      namespace,
      event: 'group-call:participant-left',
      data: { call_id: call.id, user_id: user, reason: why },
    })),
    // Who refused, or never learned of it, hears of no end.
    ...(why === 'rejected' || why === 'busy'
      ? []
      : [
          {
            namespace,
            to: toUser(user),
            event: 'group-call:ended',
            data: { call_id: call.id, reason: reasonOf(why), duration: durationOf(call, at) },
          } as const,
        ]),
  ],

  ended: ({ call, why, at, audience }: DomainEventOf<'call.ended'>): Frame[] =>
    audience.map((to): Frame => ({
      namespace,
      to,
      event: 'group-call:ended',
      data: { call_id: call.id, reason: reasonOf(why), duration: durationOf(call, at) },
    })),
}

/** Hosts and hands. */
export const groupCallOutbound = {
  'call.left': groupFrames.left,

  'call.mute-asked': ({ call, by, whom }: DomainEventOf<'call.mute-asked'>): Frame[] =>
    insideBut(call, by)
      .filter(({ to }) => whom === null || to === toUser(whom))
      .map((target) => ({
        ...target,
        namespace,
        event: 'group-call:mute-request',
        data: { call_id: call.id, user_id: by },
      })),

  'call.locked': ({ call, by }: DomainEventOf<'call.locked'>): Frame[] =>
    insideBut(call, by).map((target) => ({
      ...target,
      namespace,
      event: 'group-call:lock',
      data: { call_id: call.id, user_id: by, locked: call.isLocked },
    })),

  'call.hand': ({ call, user, isUp }: DomainEventOf<'call.hand'>): Frame[] =>
    insideBut(call, user).map((target) => ({
      ...target,
      namespace,
      event: 'group-call:hand',
      data: { call_id: call.id, user_id: user, raised: isUp },
    })),
}
