import { caas } from '@/lib/contracts/caas/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { chatInbound } from './chat'
import { chatOutbound } from './outbound'
import { noticeOutbound } from './notices'
import { presenceInbound, presenceOutbound } from './presence'
import { privacyRest } from './privacy'
import { visitOutbound } from './visits'

/** Conversations and presence in snake_case, each on a namespace of its own. */
export const caasGateway = defineGateway({
  contract: caas,
  silent: RANDOM_SESSIONS_ALONE,
  inbound: { '/chat': chatInbound, '/presence': presenceInbound },
  outbound: tables(chatOutbound, visitOutbound, noticeOutbound, presenceOutbound),
  rest: privacyRest,
})
