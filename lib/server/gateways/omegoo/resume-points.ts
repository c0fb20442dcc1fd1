import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { HandshakeOf } from '@/lib/contracts/kit'
import { logOfSession, SESSION_LOG } from '@/lib/domain/events/session-builders'
import { BEFORE_BEGINNING } from '@/lib/domain/logs'
import type { ResumePoints } from '@/lib/server/ports/connections/log-source'

/**
 * The position of a client that has no event for sending it: `auth.sessionId` and `auth.lastSeq`. One that declares that it knows of
 * no session (`auth.sessionId` is null) is sent its session from the beginning, if there is one.
 */
export function resumePoints({ sessionId, lastSeq }: HandshakeOf<typeof omegoo>): ResumePoints {
  if (sessionId === null) return new Map([[SESSION_LOG, { log: null, seq: BEFORE_BEGINNING }]])
  if (sessionId === undefined || lastSeq === undefined) return new Map()
  return new Map([[SESSION_LOG, { log: logOfSession(sessionId), seq: lastSeq }]])
}
