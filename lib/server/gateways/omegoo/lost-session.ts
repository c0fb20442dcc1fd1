import { omegoo } from '@/lib/contracts/omegoo/contract'
import type { SessionId } from '@/lib/domain/ids'
import type { Frame } from '@/lib/server/ports/connections/fan-out'

/** Events of the generic dialect after which its reader is in a session, or no longer is. */
const GOES_ON: Readonly<Record<string, boolean>> = { 'match-found': true, 'session-ended': false }

/** What a frame says to its reader about being in a session, in the dialect that has no event for asking. */
export function saysOf({ event, data }: Frame): { session: SessionId; goesOn: boolean } | undefined {
  const goesOn = GOES_ON[event]
  if (goesOn === undefined || typeof data !== 'object' || data === null || !('sessionId' in data))
    return undefined
  return { session: String(data.sessionId), goesOn }
}

/** The end of a session that nobody ended: of the three documented reasons, the one that blames nobody. */
export function endOfLost(sessionId: SessionId): Frame {
  const data = { sessionId, reason: 'timeout' }
  return { contracts: [omegoo.name], namespace: '/', event: 'session-ended', data }
}
