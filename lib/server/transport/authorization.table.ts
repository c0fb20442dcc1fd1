import {
  ageEndpoints,
  secondFactorEndpoints,
  tenantEndpoints,
  receiptEndpoints,
} from './authorization.access'
import { conversationEndpoints, conversationEvents } from './authorization.conversations'
import { callEndpoints, callEvents } from './authorization.calls'
import { visitEndpoints, visitEvents } from './authorization.visits'
import { caseworkEndpoints } from './authorization.casework'
import {
  noSocket,
  noToken,
  staff,
  anyone,
  administrators,
  moderators,
  moderatorsMeet,
  everyone,
  participants,
  onlyItsPeople,
  outsideSessions,
  anyoneIs,
  alike,
  type Operation,
} from './authorization.verdicts'

/** What only the two of a session with sound may send to each other. */
const inSession = (send: Operation['send']): Operation => ({
  hasSound: true,
  send,
  verdicts: { ...noSocket, ...onlyItsPeople },
})
const WITHOUT_MODE = 'This client’s handshake (auth.can) does not hold "mode"'

const preferences = () => ({ preferences: { chatType: 'text', minTier: 0 } })

/** Events by `<namespace> <name>`. */
const events: Record<string, Operation> = {
  ...conversationEvents,
  ...visitEvents,
  ...callEvents,
  '/ authenticate': {
    send: ({ token }) => token,
    verdicts: {
      ...anyone,
      anonymous: 'INVALID_TOKEN',
      expired: 'INVALID_TOKEN',
      revoked: 'INVALID_TOKEN',
      banned: 'INVALID_TOKEN',
    },
  },
  'ws:/ init': { send: ({ ownId }) => ({ userId: ownId }), verdicts: { ...noToken, ...anyone } },
  '/ join-queue': { send: preferences, verdicts: { ...noSocket, ...outsideSessions } },
  '/ leave-queue': { verdicts: { ...noSocket, ...anyone } },
  '/ send-message': {
    send: ({ sessionId }) => ({ sessionId, message: 'hello', type: 'text' }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ message-confirm': {
    send: ({ sessionId }) => ({ sessionId, seq: 1 }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ end-session': { send: ({ sessionId }) => ({ sessionId }), verdicts: { ...noSocket, ...onlyItsPeople } },
  '/ get-ice-servers': { verdicts: { ...noSocket, ...participants } },
  '/ typing-start': { send: ({ sessionId }) => ({ sessionId }), verdicts: { ...noSocket, ...onlyItsPeople } },
  '/ typing-stop': { send: ({ sessionId }) => ({ sessionId }), verdicts: { ...noSocket, ...onlyItsPeople } },
  '/ webrtc-offer': inSession(({ sessionId }) => ({ sessionId, offer: 'sdp' })),
  '/ webrtc-answer': inSession(({ sessionId }) => ({ sessionId, answer: 'sdp' })),
  '/ webrtc-ice-candidate': inSession(({ sessionId }) => ({ sessionId, candidate: null })),
  '/ media-state': inSession(({ sessionId }) => ({ sessionId, isMuted: true })),
  '/ session-reveal': inSession(({ sessionId }) => ({ sessionId, shown: true })),
  '/ stay-in-touch': {
    send: ({ sessionId }) => ({ sessionId }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ session-resume': { hasSound: true, verdicts: { ...noSocket, ...participants } },
  '/ session-mode-request': {
    send: ({ sessionId }) => ({ sessionId, chatType: 'video' }),
    verdicts: { ...noSocket, ...anyoneIs('FORBIDDEN') },
    error: WITHOUT_MODE,
  },
  '/ session-mode-answer': {
    send: ({ sessionId }) => ({ sessionId, accept: true }),
    verdicts: { ...noSocket, ...anyoneIs('FORBIDDEN') },
    error: WITHOUT_MODE,
  },
  '/ send-gift': {
    send: ({ sessionId }) => ({ sessionId, gift: 'flower', key: 'one' }),
    verdicts: { ...noSocket, ...onlyItsPeople, partner: 'INSUFFICIENT_COINS' },
  },
  '/ join_voice_queue': { verdicts: { ...noSocket, ...outsideSessions } },
  '/ leave_voice_queue': { verdicts: { ...noSocket, ...anyone } },
  '/ voice_webrtc_signal': {
    hasSound: true,
    send: ({ sessionId, targetPublicId }) => ({
      type: 'offer',
      roomId: `voice_room_${sessionId}`,
      targetId: targetPublicId,
      payload: { sdp: { type: 'offer', sdp: '' } },
    }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ voice_muted': {
    hasSound: true,
    send: () => ({ isMuted: true }),
    verdicts: { ...noSocket, ...participants },
  },
  '/ leave_voice_room': { hasSound: true, verdicts: { ...noSocket, ...participants } },
  '/ report_voice_chat': {
    hasSound: true,
    send: ({ targetPublicId }) => ({
      reportedUserId: targetPublicId,
      violationType: 'spam',
      description: '',
    }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ voice_metrics': {
    hasSound: true,
    send: () => ({ iceConnectionState: 'connected' }),
    verdicts: { ...noSocket, ...participants },
  },
  '/ attempt_voice_reconnect': { hasSound: true, verdicts: { ...noSocket, ...participants } },
  '/ join_text_queue': { verdicts: { ...noSocket, ...outsideSessions } },
  '/ leave_text_queue': { verdicts: { ...noSocket, ...anyone } },
  '/ send_text_message': { send: () => ({ content: 'hello' }), verdicts: { ...noSocket, ...participants } },
  '/ text_typing_start': { send: () => ({}), verdicts: { ...noSocket, ...participants } },
  '/ text_typing_stop': { send: () => ({}), verdicts: { ...noSocket, ...participants } },
  '/ leave_text_room': { verdicts: { ...noSocket, ...participants } },
  '/ report_text_chat': {
    send: ({ targetPublicId }) => ({
      reportedUserId: targetPublicId,
      violationType: 'spam',
      description: '',
    }),
    verdicts: { ...noSocket, ...onlyItsPeople },
  },
  '/ attempt_text_reconnect': { verdicts: { ...noSocket, ...participants } },
}

/** Endpoints by `<method> <path>`. */
const endpoints: Record<string, Operation> = {
  ...caseworkEndpoints,
  ...conversationEndpoints,
  ...visitEndpoints,
  ...callEndpoints,
  'POST /api/auth/register': {
    send: ({ freshDevice }) => ({
      age: 25,
      deviceFingerprint: freshDevice,
      termsAccepted: true,
      privacyAccepted: true,
    }),
    verdicts: everyone,
  },
  'POST /api/auth/login': {
    send: ({ device }) => ({ deviceFingerprint: device }),
    verdicts: {
      ...everyone,
      anonymous: 'INVALID_CREDENTIALS',
      banned: 'ACCOUNT_BANNED',
      foreigner: 'INVALID_CREDENTIALS',
    },
  },
  'POST /api/auth/refresh': {
    send: ({ refreshToken }) => ({ refreshToken }),
    verdicts: { ...everyone, anonymous: 'INVALID_TOKEN', revoked: 'INVALID_TOKEN', banned: 'ACCOUNT_BANNED' },
  },
  'POST /api/auth/forgot-password': { send: () => ({ email: 'ann@example.org' }), verdicts: everyone },
  'POST /api/auth/validate-reset-token': {
    send: () => ({ token: 'none' }),
    verdicts: alike('INVALID_LINK'),
  },
  'POST /api/auth/reset-password': {
    send: () => ({ token: 'none', password: 'a long password' }),
    verdicts: alike('INVALID_LINK'),
  },
  'POST /api/auth/verify-email': { send: () => ({ token: 'none' }), verdicts: alike('INVALID_LINK') },
  'POST /api/auth/request-otp': {
    send: () => ({ phone: '+15550100' }),
    verdicts: { ...noToken, ...anyone },
  },
  'POST /api/auth/verify-otp': {
    send: () => ({ phone: '+15550100', otp: '000000' }),
    verdicts: { ...noToken, ...anyoneIs('INVALID_CODE') },
  },
  'GET /api/auth/sessions': { verdicts: { ...noToken, ...anyone } },
  'DELETE /api/auth/sessions/:id': {
    params: ({ targetId }) => ({ id: targetId }),
    verdicts: { ...noToken, ...anyoneIs('NOT_FOUND') },
  },
  'DELETE /api/auth/sessions': { verdicts: { ...noToken, ...anyone } },
  'PUT /api/user/password': {
    send: () => ({ currentPassword: 'none', newPassword: 'a long password' }),
    verdicts: { ...noToken, ...anyoneIs('INVALID_CREDENTIALS') },
  },
  'POST /api/user/resend-verification': { verdicts: { ...noToken, ...anyoneIs('INVALID_REQUEST') } },
  'POST /api/user/upgrade': {
    send: ({ freshDevice }) => ({ email: `${freshDevice}@example.org`, password: 'a long password' }),
    verdicts: { ...noToken, ...anyone },
  },
  'PUT /api/user/tier': {
    send: () => ({ tier: 1 }),
    verdicts: { ...noToken, ...anyoneIs('INSUFFICIENT_TIER') },
  },
  'PUT /api/user/profile': {
    send: () => ({ displayName: 'Ann' }),
    verdicts: { ...noToken, ...anyone },
  },
  'PUT /api/user/language': {
    send: () => ({ language: 'hi' }),
    verdicts: { ...noToken, ...anyone },
  },
  'GET /api/user/export': { verdicts: { ...noToken, ...anyone } },
  'DELETE /api/user': { verdicts: { ...noToken, ...anyone } },
  'GET /api/dev/outbox': { verdicts: alike('NOT_FOUND') },
  'POST /api/auth/logout': { verdicts: { ...noToken, ...anyone } },
  'POST /api/auth/logout-all': { verdicts: { ...noToken, ...anyone } },
  'GET /api/user/profile': { verdicts: { ...noToken, ...anyone } },
  'GET /api/user/stats': { verdicts: { ...noToken, ...anyone } },
  'POST /api/chat/find-match': {
    send: preferences,
    verdicts: { ...noToken, ...outsideSessions, guest: 'NO_MATCH_FOUND', ...staff('NO_MATCH_FOUND') },
  },
  'POST /api/chat/end-session': {
    send: ({ sessionId }) => ({ sessionId }),
    verdicts: { ...noToken, ...onlyItsPeople },
  },
  'GET /api/chat/history': { verdicts: { ...noToken, ...anyone } },
  'GET /api/chat/ice-servers': { verdicts: { ...noToken, ...participants } },
  'POST /api/stats/permission': {
    send: () => ({ kind: 'microphone', error: 'NotAllowedError' }),
    verdicts: { ...noToken, ...anyone },
  },
  'POST /api/stats/uplink': {
    send: () => new Uint8Array([1, 2, 3]),
    verdicts: { ...noToken, ...anyone },
  },
  // Of a session that goes on there is nothing to rate.
  'POST /api/stats/rating': {
    send: ({ sessionId }) => ({ sessionId, rating: 'good' }),
    verdicts: { ...noToken, ...anyoneIs('SESSION_NOT_FOUND') },
  },
  'POST /api/payment/create-order': {
    send: () => ({ amount: 100, coinPackage: 'basic', paymentMethod: 'stripe' }),
    verdicts: { ...noToken, ...anyone },
  },
  'POST /api/payment/verify': {
    send: ({ targetId }) => ({ orderId: targetId }),
    verdicts: { ...noToken, ...anyoneIs('ORDER_NOT_FOUND') },
  },
  'GET /api/payment/history': { verdicts: { ...noToken, ...anyone } },
  // No provider is configured, so none may say anything.
  'POST /api/payment/webhook/stripe': { send: () => new Uint8Array([1]), verdicts: alike('NOT_FOUND') },
  'POST /api/payment/webhook/razorpay': { send: () => new Uint8Array([1]), verdicts: alike('NOT_FOUND') },
  'GET /api/wallet': { verdicts: { ...noToken, ...anyone } },
  'GET /api/wallet/lines': { verdicts: { ...noToken, ...anyone } },
  'POST /api/wallet/spend': {
    send: () => ({ good: 'longer-search', key: 'one' }),
    verdicts: { ...noToken, ...anyoneIs('INSUFFICIENT_COINS') },
  },
  'GET /api/stats/live': { verdicts: everyone },
  'POST /api/moderation/report': {
    send: ({ sessionId }) => ({ sessionId, reportType: 'spam', description: '' }),
    verdicts: { ...noToken, ...onlyItsPeople },
  },
  'GET /api/moderation/user-reports': { verdicts: { ...noToken, ...anyone } },
  'GET /api/moderation/blocks': { verdicts: { ...noToken, ...anyone } },
  'POST /api/moderation/block': {
    send: ({ targetId }) => ({ userId: targetId }),
    verdicts: { ...noToken, ...anyone, foreigner: 'USER_NOT_FOUND' },
  },
  'DELETE /api/moderation/block/:userId': {
    params: ({ targetId }) => ({ userId: targetId }),
    verdicts: {
      ...noToken,
      guest: 'USER_NOT_FOUND',
      partner: 'USER_NOT_FOUND',
      outsider: 'USER_NOT_FOUND',
      ...staff('USER_NOT_FOUND'),
    },
  },
  'POST /api/admin/ban-user': {
    send: ({ targetId }) => ({ userId: targetId, reason: 'spam' }),
    verdicts: { ...moderators, foreigner: 'USER_NOT_FOUND' },
  },
  'GET /api/admin/dashboard': { verdicts: administrators },
  'GET /api/admin/acquisition': { verdicts: administrators },
  'GET /api/admin/analytics/acquisition/map': { verdicts: administrators },
  'GET /api/admin/analytics/acquisition/sources': { verdicts: administrators },
  'GET /api/admin/analytics/engagement': { verdicts: administrators },
  'GET /api/admin/analytics/export/:table': {
    params: () => ({ table: 'registered' }),
    verdicts: administrators,
  },
  'POST /api/stats/landing': { send: () => ({ platform: 'browser' }), verdicts: everyone },
  'GET /api/admin/analytics/values': { verdicts: administrators },
  'GET /api/admin/analytics/segments': { verdicts: administrators },
  'POST /api/admin/analytics/segments': {
    send: () => ({ name: 'At home', filters: { country: 'DE' } }),
    verdicts: administrators,
  },
  'DELETE /api/admin/analytics/segments/:id': {
    params: ({ targetId }) => ({ id: targetId }),
    verdicts: { ...administrators, admin: 'NOT_FOUND', foreigner: 'NOT_FOUND' },
  },
  'GET /api/admin/hours': { verdicts: administrators },
  'GET /api/admin/yesterday': { verdicts: administrators },
  'GET /api/admin/matching': { verdicts: administrators },
  'GET /api/admin/matching/policy': { verdicts: administrators },
  'PUT /api/admin/matching/policy': {
    send: () => ({ delayMs: 150, patienceMs: 600 }),
    verdicts: { ...administrators, foreigner: 'FORBIDDEN' },
  },
  'GET /api/admin/media': { verdicts: administrators },
  'GET /api/admin/live': { verdicts: administrators },
  'GET /api/admin/connections': { verdicts: administrators },
  'GET /api/admin/alerts': { verdicts: administrators },
  'GET /api/admin/alerts/thresholds': { verdicts: administrators },
  // The errors are the server's: those who run it watch them.
  'PUT /api/admin/alerts/thresholds/:kind': {
    params: () => ({ kind: 'errors' }),
    send: () => ({ isOn: true, raise: 20, clear: 5 }),
    verdicts: { ...administrators, foreigner: 'FORBIDDEN' },
  },
  'GET /api/admin/revenue': { verdicts: administrators },
  'GET /api/admin/orders': { verdicts: administrators },
  'POST /api/admin/orders/:id/refund': {
    params: ({ targetId }) => ({ id: targetId }),
    send: () => ({ reason: 'asked for it' }),
    verdicts: { ...administrators, admin: 'ORDER_NOT_FOUND', foreigner: 'ORDER_NOT_FOUND' },
  },
  'GET /api/admin/ledger': { verdicts: administrators },
  'GET /api/admin/ledger/check': { verdicts: administrators },
  'GET /api/admin/reports': { verdicts: moderators },
  'GET /api/admin/reports/:id': {
    params: ({ reportId }) => ({ id: reportId }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'GET /api/admin/reports/:id/screenshots/:number': {
    params: ({ reportId }) => ({ id: reportId, number: '1' }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'GET /api/admin/reports/:id/messages/:messageId/picture': {
    params: ({ reportId, pictureId }) => ({ id: reportId, messageId: pictureId }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  // The report on the stage is about a session: what a conversation's holds is opened in the wire tests.
  'GET /api/admin/reports/:id/files/:fileId': {
    params: ({ reportId, fileId }) => ({ id: reportId, fileId }),
    verdicts: moderatorsMeet('NOT_FOUND'),
  },
  'PUT /api/admin/reports/:id': {
    params: ({ reportId }) => ({ id: reportId }),
    send: () => ({ status: 'reviewed' }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'GET /api/admin/users': { verdicts: administrators },
  'GET /api/admin/users/:id': {
    params: ({ targetId }) => ({ id: targetId }),
    verdicts: { ...administrators, foreigner: 'USER_NOT_FOUND' },
  },
  'DELETE /api/admin/users/:id/second-factor': {
    params: ({ targetId }) => ({ id: targetId }),
    send: () => ({ reason: 'The telephone is lost' }),
    verdicts: { ...administrators, admin: 'NOT_FOUND', foreigner: 'USER_NOT_FOUND' },
  },
  'PUT /api/admin/users/:id/role': {
    params: ({ targetId }) => ({ id: targetId }),
    send: () => ({ role: 'agent' }),
    verdicts: { ...administrators, foreigner: 'USER_NOT_FOUND' },
  },
}

/** Every operation of every contract, and who may do it. A test fails for an operation that has no row. */
export const AUTHORIZATION = {
  events,
  endpoints: {
    ...endpoints,
    ...secondFactorEndpoints,
    ...tenantEndpoints,
    ...ageEndpoints,
    ...receiptEndpoints,
  },
} as const
