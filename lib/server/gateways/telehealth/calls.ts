import type { callEvents as rows } from '@/lib/contracts/telehealth/call-events'
import type { callRest as endpoints } from '@/lib/contracts/telehealth/call-rest'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { PastCall } from '@/lib/domain/calls/history'
import { lineOf } from '@/lib/domain/calls/lines'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { UserId } from '@/lib/domain/ids'
import { callSignalFrame, incomingFrame, sharedCallInbound, sharedCallOutbound } from '../calls'
import { isoTime } from '../iso-time'
import { type FrameOf, type GatewayInbound, type GatewayRest, ok } from '../kit'

type Frame = FrameOf<typeof telehealth>

export const callInbound: Pick<GatewayInbound<typeof telehealth>['/'], keyof typeof rows.inbound> = {
  ...sharedCallInbound,
  'call:initiate': async ({ recipientId, callType, visitId }, { actor, services, connection, look }) => {
    const visit = typeof visitId === 'string' ? { visit: visitId } : {}
    const placing = { callee: recipientId, callType, offer: null, ...visit }
    const call = await services.calls.place(actor, connection, placing)
    look(lineOf(call.id))
    return { callId: call.id }
  },
}

export const callOutbound = {
  ...sharedCallOutbound,

  'call.incoming': (event: DomainEventOf<'call.incoming'>): Frame[] => [
    incomingFrame(event, event.offer ?? null, event.connection),
  ],

  'call.signal': (event: DomainEventOf<'call.signal'>): Frame[] => [callSignalFrame(event)],
}

export const callRest: Pick<GatewayRest<typeof telehealth>, keyof typeof endpoints> = {
  calls: async ({ query: { before, limit, missed } }, { actor, services }) => {
    const query = { limit, isMissed: missed === 'true', before: before ? Date.parse(before) : undefined }
    const { calls, hasMore } = await services.callHistory.of(actor, query)
    return ok({ calls: calls.map((call) => pastCallOf(call, actor.userId)), hasMore })
  },

  rejectCall: async ({ params: { id: callId }, body: { reason = null } }, { actor, services }) => {
    await services.calls.refuse(actor, { callId }, { connection: null, reason })
    return ok({ callId })
  },
}

function pastCallOf(call: PastCall, reader: UserId) {
  const {
    id: callId,
    placer,
    others,
    isGroup,
    callType,
    state,
    why,
    visit,
    placedAt,
    acceptedAt,
    endedAt,
  } = call
  const [other] = isGroup ? [] : others
  return {
    callId,
    direction: placer === reader ? ('outgoing' as const) : ('incoming' as const),
    userId: other?.user ?? null,
    displayName: other?.displayName ?? null,
    participantIds: others.map(({ user }) => user),
    isGroup,
    callType,
    status: state,
    reason: why,
    missed: call.isMissed,
    visitId: visit,
    startedAt: isoTime(placedAt),
    duration: acceptedAt === null || endedAt === null ? 0 : Math.floor((endedAt - acceptedAt) / 1_000),
    quality: call.quality && {
      reports: call.quality.reports,
      latency_ms: call.quality.latencyMs,
      packet_loss_percentage: call.quality.packetLoss,
      jitter_ms: call.quality.jitterMs,
      bitrate_kbps: call.quality.bitrateKbps,
      frame_rate: call.quality.frameRate,
      resolution: call.quality.resolution,
    },
  }
}
