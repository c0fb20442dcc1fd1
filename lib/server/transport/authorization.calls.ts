import {
  alike,
  anyone,
  anyoneIs,
  noSocket,
  noToken,
  onNamespace,
  type Operation,
  participants,
  type Stage,
  staff,
} from './authorization.verdicts'

/** Guests are nobody's first to call; people of another tenant are nobody. */
const callers = { ...anyoneIs('FORBIDDEN'), ...staff('allow'), foreigner: 'USER_NOT_FOUND' } as const
/** The target calls the partner: for everybody else there is no such call. */
const calledOnes = { ...anyoneIs('CALL_NOT_FOUND'), partner: 'allow' } as const
/** And who is called has yet to answer. */
const beforeAnswering = { ...anyoneIs('CALL_NOT_FOUND'), partner: 'CALL_NOT_ANSWERED' } as const

const placing = (send: Operation['send']): Operation => ({
  ...(send && { send }),
  verdicts: { ...noSocket, ...callers },
})
const inCall = (
  send: Operation['send'],
  verdicts: typeof calledOnes | typeof beforeAnswering,
): Operation => ({
  hasCall: true,
  ...(send && { send }),
  verdicts: { ...noSocket, ...verdicts },
})

/** The call on the stage is of two. */
const ofGroups = (send: Operation['send']): Operation => ({
  hasCall: true,
  ...(send && { send }),
  verdicts: { ...noSocket, ...anyoneIs('CALL_NOT_FOUND') },
})

const call = ({ callId }: Stage) => ({ callId })
const snakeCall = ({ callId }: Stage) => ({ call_id: callId })
const signal = ({ callId, targetId }: Stage) => ({
  call_id: callId,
  target_user_id: targetId,
  sdp: null,
  candidate: null,
})

const QUALITY = { latency_ms: 1, packet_loss_percentage: 0, jitter_ms: 1, bitrate_kbps: 30 }

/** Events of calls, by `<namespace> <name>`. */
export const callEvents: Record<string, Operation> = {
  '/ call:initiate': placing(({ targetId }) => ({ recipientId: targetId, callType: 'audio' })),
  '/ call:invite': placing(({ targetId }) => ({ targetUserId: targetId, callType: 'audio', offer: null })),
  '/ call:accept': inCall(call, calledOnes),
  '/ call:reject': inCall(call, calledOnes),
  '/ call:end': inCall(call, calledOnes),
  '/ call:signal': inCall((stage) => ({ ...call(stage), candidate: null }), beforeAnswering),
  '/ call:ice_candidate': inCall(
    (stage) => ({ ...call(stage), targetUserId: stage.targetId, candidate: null }),
    beforeAnswering,
  ),
  '/ call:quality': inCall((stage) => ({ ...call(stage), ...QUALITY }), beforeAnswering),
  ...onNamespace('/webrtc', {
    'call:initiate': placing(({ targetId }) => ({ callee_id: targetId, media_type: 'audio' })),
    'call:quality': inCall((stage) => ({ ...snakeCall(stage), ...QUALITY }), beforeAnswering),
    'call:answer': inCall(snakeCall, calledOnes),
    'call:reject': inCall(snakeCall, calledOnes),
    'call:hangup': inCall(snakeCall, calledOnes),
    'call:resume': inCall(snakeCall, beforeAnswering),
    'webrtc:offer': inCall(signal, beforeAnswering),
    'webrtc:answer': inCall(signal, beforeAnswering),
    'webrtc:ice-candidate': inCall(signal, beforeAnswering),
    'group-call:create': placing(({ targetId }) => ({
      participant_ids: [targetId],
      media_type: 'audio',
    })),
    'group-call:add': ofGroups((stage) => ({ ...snakeCall(stage), user_id: stage.targetId })),
    'group-call:remove': ofGroups((stage) => ({ ...snakeCall(stage), user_id: stage.targetId })),
    'group-call:leave': inCall(snakeCall, calledOnes),
    'group-call:end': ofGroups(snakeCall),
    'group-call:mute-request': ofGroups(snakeCall),
    'group-call:lock': ofGroups((stage) => ({ ...snakeCall(stage), locked: true })),
    'group-call:hand': ofGroups((stage) => ({ ...snakeCall(stage), raised: true })),
    'webrtc:get-ice-servers': {
      verdicts: { ...noSocket, ...participants },
    },
  }),
}

/** Endpoints of calls, by `<method> <path>`. */
export const callEndpoints: Record<string, Operation> = {
  'GET /api/v1/calls': { verdicts: { ...noToken, ...anyone } },
  'POST /api/v1/calls/:id/reject': {
    hasCall: true,
    params: ({ callId }) => ({ id: callId }),
    send: () => ({}),
    verdicts: { ...noToken, ...calledOnes },
  },
  'POST /api/v6/call/websocket/test': {
    send: ({ targetId }) => ({ targetUserId: targetId, message: 'Hello', event: 'test.event' }),
    verdicts: { ...noToken, ...anyoneIs('FORBIDDEN'), ...staff('allow') },
  },
  'POST /api/v6/call': {
    send: () => ({ customerNumber: '+15550100' }),
    verdicts: { ...noToken, ...anyoneIs('FORBIDDEN'), ...staff('allow') },
  },
  'GET /api/v6/call/:id': {
    params: ({ callId }) => ({ id: callId }),
    verdicts: { ...noToken, ...anyoneIs('CALL_NOT_FOUND') },
  },
  'POST /api/v6/call/webhook': { send: () => ({}), verdicts: alike('NOT_FOUND') },
  'GET /api/v6/call/websocket/clients': { verdicts: { ...noToken, ...anyone } },
}
