import type { ReportedQuality } from '@/lib/contracts/call-events'
import type { Actor } from '@/lib/domain/accounts'
import {
  type Call,
  type CallEnd,
  type CallPerson,
  durationOf,
  othersIn,
  personIn,
} from '@/lib/domain/calls/call'
import { lineOf } from '@/lib/domain/calls/lines'
import type { QualityReport } from '@/lib/domain/calls/quality'
import { DomainError } from '@/lib/domain/errors'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { MediaSignal, Opaque } from '@/lib/domain/media/signalling'
import { toUser } from '@/lib/domain/topics'
import type { CallName } from '@/lib/server/services/calls/calls'
import type { EventContext } from './kit'

/** What contracts on `/` have in common of calls. */

type Context = Pick<
  EventContext<Actor, Readonly<Record<never, never>>>,
  'actor' | 'services' | 'connection' | 'look' | 'lookAway'
>

interface Named {
  readonly callId?: string | null | undefined
  readonly targetUserId?: string | null | undefined
}

export const callNamed = ({ callId, targetUserId }: Named): CallName => ({
  ...(typeof callId === 'string' && { callId }),
  ...(typeof targetUserId === 'string' && { userId: targetUserId }),
})

/** The kind of a description, as its sender wrote it; whatever does not say so offers. */
function kindOf(description: Opaque): 'offer' | 'answer' {
  const type =
    typeof description === 'object' && description !== null && 'type' in description && description.type
  return type === 'answer' || type === 'pranswer' ? 'answer' : 'offer'
}

/** What a row that takes any JSON was given. */
export const asOpaque = (given: unknown): Opaque => (given === undefined ? null : (given as Opaque))

/** A report of quality, in the one form that all documents have for it. */
export const reportOf = (report: ReportedQuality): QualityReport => ({
  latencyMs: report.latency_ms,
  packetLoss: report.packet_loss_percentage,
  jitterMs: report.jitter_ms,
  bitrateKbps: report.bitrate_kbps,
  frameRate: report.frame_rate ?? null,
  resolution: report.resolution ?? null,
})

export const sharedCallInbound = {
  'call:quality': (
    {
      callId,
      call_id,
      ...report
    }: ReportedQuality & { callId?: string | undefined; call_id?: string | undefined },
    { actor, services, connection }: Context,
  ) => services.callQuality.report(actor, callId ?? call_id, connection, reportOf(report)),

  'call:accept': async ({ answer, ...name }: Named & { answer?: unknown }, context: Context) => {
    const { actor, services, connection, look } = context
    const call = await services.calls.answer(actor, callNamed(name), { connection, answer: asOpaque(answer) })
    look(lineOf(call.id))
  },

  'call:reject': async (
    { reason = null, ...name }: Named & { reason?: string | null | undefined },
    context: Context,
  ) => {
    const { actor, services, connection } = context
    await services.calls.refuse(actor, callNamed(name), { connection, reason })
  },

  'call:end': async (name: Named, { actor, services, connection, lookAway }: Context) => {
    const call = await services.calls.leave(actor, callNamed(name), connection)
    lookAway(lineOf(call.id))
  },

  'call:signal': async (
    { description, candidate, ...name }: Named & { description?: unknown; candidate?: unknown },
    { actor, services }: Context,
  ) => {
    if ((description === undefined) === (candidate === undefined)) throw new DomainError('INVALID_REQUEST')
    const call = await services.calls.named(actor, callNamed(name))
    const { targetUserId: to } = name
    const target = typeof to === 'string' ? { to } : {}
    const body = asOpaque(description ?? candidate)
    const kind = description === undefined ? 'ice-candidate' : kindOf(body)
    await services.callSignalling.send(actor, call, { kind, body, ...target })
  },
}

/** Everybody else who is in the call, each by the connection by which they are. */
export function insideBut(call: Call, user: UserId) {
  return othersIn(call, user).flatMap(({ user: one, stage, connection }) =>
    stage === 'in' && connection !== null ? [{ to: toUser(one), only: connection }] : [],
  )
}

/** The connection that placed a call. */
export function toPlacer(call: Call) {
  const connection = personIn(call, call.placer)?.connection
  return connection ? [{ to: toUser(call.placer), only: connection }] : []
}

/** A person's connections but the one by which they are in the call. */
export function toOtherDevices(call: Call, user: UserId) {
  const connection = personIn(call, user)?.connection
  return { to: toUser(user), ...(connection ? { except: connection } : {}) }
}

export const nameOfPerson = (person: Pick<CallPerson, 'displayName'> | undefined): string =>
  person?.displayName ?? 'Guest'

/** @see contracts, section 8 "how a call ends" */
export function reasonOf(why: CallEnd) {
  return why === 'removed' || why === 'rejected' ? 'hangup' : why
}

/** Whether the end of a call is told by the refusal. */
export const isRefusal = ({ call, why }: DomainEventOf<'call.ended'>) => why === 'rejected' && !call.isGroup

/** A call as the one who is called learns of it. */
export function incomingFrame(
  { call, to }: Pick<DomainEventOf<'call.incoming'>, 'call' | 'to'>,
  offer: Opaque,
  connection: ConnectionId | null = null,
) {
  const name = nameOfPerson(personIn(call, call.placer))
  return {
    to: toUser(to),
    event: 'call:incoming' as const,
    data: {
      callId: call.id,
      from: call.placer,
      fromName: name,
      callerId: call.placer,
      callerName: name,
      callType: call.callType,
      offer,
      ...(call.visit === null ? {} : { visitId: call.visit }),
      isGroup: call.isGroup,
    },
    ...(connection === null ? {} : { only: connection }),
  }
}

export const sharedCallOutbound = {
  'call.ringing': ({ call, to }: DomainEventOf<'call.ringing'>) =>
    toPlacer(call).map((target) => ({
      ...target,
      event: 'call:ringing' as const,
      data: { callId: call.id, userId: to },
    })),

  'call.taken': ({ call, by }: DomainEventOf<'call.taken'>) => [
    {
      ...toOtherDevices(call, by),
      event: 'call:ended' as const,
      data: { callId: call.id, reason: 'answered_elsewhere' as const, duration: 0 },
    },
  ],

  'call.answered': ({ call, by, answer }: DomainEventOf<'call.answered'>) => {
    const data = { callId: call.id, userId: by }
    if (call.isGroup)
      return insideBut(call, by).map((target) => ({
        ...target,
        event: 'call:participantJoined' as const,
        data,
      }))
    return toPlacer(call).map((target) => ({
      ...target,
      event: 'call:accepted' as const,
      data: { ...data, answer },
    }))
  },

  'call.refused': ({ call, by, connection, reason }: DomainEventOf<'call.refused'>) => {
    const frame = { event: 'call:rejected' as const, data: { callId: call.id, userId: by, reason } }
    return [
      { to: toUser(call.placer), ...frame },
      { to: toUser(by), ...frame, ...(connection === null ? {} : { except: connection }) },
    ]
  },

  'call.left': ({ call, user, why, at }: DomainEventOf<'call.left'>) => {
    const own = { callId: call.id, reason: reasonOf(why), duration: durationOf(call, at) }
    const data = { callId: call.id, userId: user }
    return [
      ...insideBut(call, user).map((target) => ({ ...target, event: 'call:participantLeft' as const, data })),
      ...(why === 'rejected' ? [] : [{ to: toUser(user), event: 'call:ended' as const, data: own }]),
    ]
  },

  'call.ended': (event: DomainEventOf<'call.ended'>) => {
    const { call, why, at, audience } = event
    if (isRefusal(event)) return []
    const data = { callId: call.id, reason: reasonOf(why), duration: durationOf(call, at) }
    return audience.map((to) => ({ to, event: 'call:ended' as const, data }))
  },
}

/** A signal as `call:signal` has it. */
export function callSignalFrame({ call, signal, to, connection }: DomainEventOf<'call.signal'>) {
  return {
    to: toUser(to),
    only: connection,
    event: 'call:signal' as const,
    data: { callId: call.id, from: signal.from, ...bodyOf(signal) },
  }
}

const bodyOf = ({ kind, body }: MediaSignal) =>
  kind === 'ice-candidate' ? { candidate: body } : { description: body }
