import type { SessionId } from '@/lib/domain/ids'
import { NO_SIGNALLING, type Signalling } from '@/lib/domain/media/signalling'
import type { SignallingStore } from '@/lib/server/ports/sessions/signalling'

/** The signalling of one process' sessions. */
export function createMemorySignalling(): SignallingStore {
  const known = new Map<SessionId, Signalling>()
  return {
    async change(session, rule) {
      const before = known.get(session) ?? NO_SIGNALLING
      const { next, relay } = rule(before)
      if (next === NO_SIGNALLING) known.delete(session)
      else if (next !== before) known.set(session, next)
      return relay
    },
    async forget(session) {
      known.delete(session)
    },
  }
}
