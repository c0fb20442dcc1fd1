import { caas } from '@/lib/contracts/caas/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { chatInbound } from './chat'
import { chatOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { privacyRest } from './privacy'

/** Conversations and presence in snake_case, each on a namespace of its own. */
export const caasGateway = defineGateway({
  contract: caas,
  silent: [
    ...RANDOM_SESSIONS_ALONE,
    'visit.waiting',
    'visit.admitted',
    'visit.over',
    'conversation.file',
    'broadcast.sent',
  ],
  inbound: { '/chat': chatInbound, '/presence': presenceInbound },
  outbound: tables(chatOutbound, presenceOutbound),
  rest: privacyRest,
})
