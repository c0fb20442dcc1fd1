import { createHmac, hkdfSync } from 'node:crypto'
import { turnUsername } from '@/lib/domain/ice'
import type { Relays, TurnGrants } from '@/lib/server/ports/media/turn'

/** Characters of the digest that stands for an account: enough that no two accounts share a quota. */
const DIGEST_LENGTH = 24

/**
 * Time-limited credentials as coturn's `use-auth-secret` checks them: base64 of HMAC-SHA1 over the name, under the shared secret.
 *
 * @param secret - the server's own: the name in a credential is a digest under a key derived from it, which the relay does not have
 * @see draft-uberti-behave-turn-rest-00, 2.2; coturn's README.turnserver, "TURN REST API"
 */
export function createTurnGrants(relays: Relays | undefined, secret: string): TurnGrants {
  if (!relays) return { grant: () => undefined }
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'turn', 32))
  const digest = (user: string) =>
    createHmac('sha256', key).update(user).digest('base64url').slice(0, DIGEST_LENGTH)
  return {
    grant(user, now) {
      const username = turnUsername(digest(user), now)
      const credential = createHmac('sha1', relays.secret).update(username).digest('base64')
      return { urls: relays.urls, username, credential }
    },
  }
}
