import { omegoo } from '@/lib/contracts/omegoo/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { adminFeed, greetAdministrator } from './admin-feed'
import { DIALECTS } from './dialects/all'
import { genericInbound } from './dialects/generic'
import { mediaInbound } from './dialects/media'
import { textInbound } from './dialects/text'
import { iceInbound } from './ice-servers'
import { voiceInbound } from './dialects/voice'
import { mediaOutbound } from './media-outbound'
import { outbound } from './outbound'
import { paymentInbound, paymentOutbound } from './payments'
import { rest } from './rest'
import { resumePoints } from './resume-points'
import { sessionOutbound } from './session-outbound'

export const omegooGateway = defineGateway({
  contract: omegoo,
  silent: [
    'account.tier-changed',
    'login.ended',
    'conversation.message',
    'conversation.message-changed',
    'conversation.receipt',
    'conversation.members-changed',
    'conversation.changed',
    'conversation.viewer-joined',
    'conversation.viewer-left',
    'conversation.typing',
    'presence.changed',
    'visit.waiting',
    'visit.admitted',
    'visit.participants-changed',
    'visit.over',
    'conversation.deleted',
    'conversation.file',
    'broadcast.sent',
    'call.placed',
    'call.incoming',
    'call.offered',
    'call.ringing',
    'call.answered',
    'call.taken',
    'call.refused',
    'call.left',
    'call.ended',
    'call.signal',
    'call.mute-asked',
    'call.status-test',
    'telephone.changed',
    'call.locked',
    'call.hand',
  ],
  inbound: {
    '/admin': {},
    '/': tables(genericInbound, mediaInbound, textInbound, voiceInbound, iceInbound, paymentInbound),
  },
  outbound: tables(sessionOutbound(DIALECTS), mediaOutbound, outbound, paymentOutbound, adminFeed),
  greet: { '/admin': greetAdministrator },
  rest,
  resumePoints,
})
