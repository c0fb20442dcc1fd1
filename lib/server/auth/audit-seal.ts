import type { KeyedSeal } from '@/lib/server/ports/moderation/audit-chain'
import { hmac, keysOf, pseudonymWith } from './derived-keys'

/** Who has the database alone can neither make hashes nor find out whose a pseudonym is. */
export function createAuditSeal(secret: string): KeyedSeal {
  const derive = keysOf(secret)
  const auditKey = derive('audit')
  return {
    mark: hmac(auditKey, 'mark').slice(0, 16),
    pseudonym: pseudonymWith(derive('pseudonym')),
    hash: (text) => hmac(auditKey, text),
  }
}
