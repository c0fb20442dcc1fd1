import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, SessionId } from '@/lib/domain/ids'
import { receiptOf } from '@/lib/domain/receipts'
import type { SessionFactsReader, Signer } from '@/lib/server/ports/receipts/receipts'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessionFacts: SessionFactsReader
  readonly receiptSigner: Signer
  readonly clock: Clock
  /** Where people reach us, without a trailing slash. */
  readonly address: string
}

const VERSION = 1
const iso = (at: Millis) => new Date(at).toISOString()

/** What is kept about a session, signed, so that it can be shown to others and held against us. */
export function createReceipts({ sessionFacts, receiptSigner, clock, address }: Deps) {
  return {
    /**
     * The receipt as JSON text, and the signature over exactly that text. Made when it is asked for, from rows that there are.
     *
     * @throws SESSION_NOT_FOUND: it goes on, is somebody else's, or nothing is kept of it any more
     */
    async issue(actor: Actor, session: SessionId) {
      const facts = await sessionFacts.ofSession(actor.userId, session)
      if (!facts) throw new DomainError('SESSION_NOT_FOUND')
      const now = clock.now()
      const entries = receiptOf(facts, now).map(({ until, ...entry }) => ({
        ...entry,
        until: until === null ? null : iso(until),
      }))
      const payload = JSON.stringify({
        version: VERSION,
        issuer: address,
        issuedAt: iso(now),
        account: actor.userId,
        session: {
          id: facts.sessionId,
          chatType: facts.chatType,
          startedAt: iso(facts.startedAt),
          endedAt: iso(facts.endedAt),
        },
        entries,
      })
      return { payload, ...(await receiptSigner.sign(payload)) }
    },

    /** Newest first. */
    keys: () => receiptSigner.keys(),
  }
}
