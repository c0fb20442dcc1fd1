import { normalizeEmail } from '@/lib/domain/email'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Tokens } from '@/lib/server/ports/accounts/secrets'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly marks: Marks
  readonly tokens: Pick<Tokens, 'locationDigest'>
  readonly clock: Clock
}

/**
 * From which addresses of the network people signed in lately with their address of mail. Guesses made there are counted apart
 * from those that come from elsewhere, so that guessing locks no one out. What is kept, for a month and never
 * in the database, are keyed digests of both together.
 */
export function createKnownLocations({ marks, tokens, clock }: Deps) {
  const digestOf = (email: string, address: string) => tokens.locationDigest(normalizeEmail(email), address)

  return {
    /** Only success is remembered. `email` is null for guests, whose device is their key. */
    async remember(email: string | null, address: string): Promise<void> {
      if (email !== null) await marks.set(digestOf(email, address), clock.now())
    },

    /** A name for the two together; undefined without a sign-in there. */
    async nameOf(email: string, address: string): Promise<string | undefined> {
      const digest = digestOf(email, address)
      return (await marks.has(digest, clock.now())) ? digest : undefined
    },
  }
}

export type KnownLocationsService = ReturnType<typeof createKnownLocations>
