import { caas } from '@/lib/contracts/caas/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { callInbound, callOutbound } from './calls'
import { chatInbound } from './chat'
import { chatOutbound } from './outbound'
import { groupCallInbound, groupCallOutbound } from './group-calls'
import { noticeOutbound } from './notices'
import { presenceInbound, presenceOutbound } from './presence'
import { privacyRest } from './privacy'
import { visitOutbound } from './visits'

/** Conversations, presence and calls in snake_case, each on a namespace of its own. */
export const caasGateway = defineGateway({
  contract: caas,
  silent: [...RANDOM_SESSIONS_ALONE, 'call.placed', 'call.offered', 'call.status-test', 'telephone.changed'],
  inbound: {
    '/chat': chatInbound,
    '/presence': presenceInbound,
    '/webrtc': { ...callInbound, ...groupCallInbound },
  },
  outbound: tables(
    chatOutbound,
    visitOutbound,
    noticeOutbound,
    presenceOutbound,
    callOutbound,
    groupCallOutbound,
  ),
  rest: privacyRest,
})
