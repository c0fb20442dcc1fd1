import { createHash, randomBytes } from 'node:crypto'
import type { KeyedSeal, OpenSeal } from '@/lib/server/ports/moderation/audit-chain'
import type { DigestKey, DigestKeys } from '@/lib/server/ports/moderation/digest-keys'
import { hmac, keysOf, pseudonymWith } from './derived-keys'
import { createSealing } from './sealing'

const PURPOSE = 'audit'
const KEY_BYTES = 32

interface Secrets {
  readonly jwtSecret: string
  /** The one that was replaced by it; undefined: there was none, or no need for it any more. */
  readonly secretBefore?: string | undefined
}

interface Notes {
  readonly now: () => number
  readonly warn: (message: string) => void
}

/** The keys of hashes and of pseudonyms, one after the other. */
const derivedMaterial = (secret: string): Buffer => {
  const derive = keysOf(secret)
  return Buffer.concat([derive('audit'), derive('pseudonym')])
}

function sealWith(material: Buffer): KeyedSeal {
  const auditKey = material.subarray(0, KEY_BYTES)
  return {
    mark: hmac(auditKey, 'mark').slice(0, 16),
    pseudonym: pseudonymWith(material.subarray(KEY_BYTES)),
    hash: (text) => hmac(auditKey, text),
  }
}

/** A seal from a secret alone, for where nothing is kept. */
export const createAuditSeal = (secret: string): KeyedSeal => sealWith(derivedMaterial(secret))

const LOST =
  'JWT_SECRET was replaced without JWT_SECRET_BEFORE: what the audit log holds until now cannot be verified, and it begins anew'

/**
 * The seal with the key that is kept in the database, encrypted under the server's secret: who has the database alone can neither
 * make hashes nor find out whose a pseudonym is. A key under the secret before is encrypted anew, and stays the same.
 *
 * The first one is random; in a database from before keys were kept it is the one that was derived from the secret.
 */
export function createKeptSeal({ jwtSecret, secretBefore }: Secrets, { now, warn }: Notes): OpenSeal {
  const current = createSealing(jwtSecret, PURPOSE)
  const before = secretBefore === undefined ? undefined : createSealing(secretBefore, PURPOSE)

  async function known(keys: DigestKeys): Promise<{ material: Buffer | undefined; isLost: boolean }> {
    const all = await keys.all(PURPOSE)
    const own = all.find(({ secretMark }) => secretMark === current.mark)
    if (own) return { material: opened(current, own), isLost: false }
    const earlier = before && all.find(({ secretMark }) => secretMark === before.mark)
    if (!before || !earlier) return { material: undefined, isLost: all.length > 0 }
    const material = opened(before, earlier)
    await keys.reseal(earlier.id, sealed(earlier.id, material))
    return { material, isLost: false }
  }

  const sealed = (id: string, material: Buffer) => ({
    sealed: current.seal(id, material.toString('base64url')),
    secretMark: current.mark,
  })

  return async (keys) => {
    const { material, isLost } = await known(keys)
    if (material) return sealWith(material)
    if (isLost) warn(LOST)
    const isOlder = !isLost && (await keys.isInUse())
    const made = isOlder ? derivedMaterial(secretBefore ?? jwtSecret) : randomBytes(2 * KEY_BYTES)
    const id = createHash('sha256').update(made).digest('hex').slice(0, 16)
    const kept = await keys.keep(PURPOSE, { id, ...sealed(id, made), createdAt: now() })
    return sealWith(opened(current, kept))
  }
}

const opened = (sealing: ReturnType<typeof createSealing>, { id, sealed }: DigestKey): Buffer =>
  Buffer.from(sealing.open(id, sealed), 'base64url')
