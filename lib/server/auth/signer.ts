import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Signer, SigningKey, SigningKeys } from '@/lib/server/ports/receipts/receipts'
import type { Clock } from '@/lib/server/ports/system'
import { createSealing } from './sealing'

const ID_LENGTH = 16

interface Deps {
  readonly signingKeys: SigningKeys
  readonly clock: Clock
  readonly secret: string
}

/**
 * Signs by Ed25519 (RFC 8032) with a key that is made at the first signature and kept in the database, its private half encrypted
 * under the server's secret: whoever has the database alone cannot sign. A new secret means a new key; earlier ones stay for checking.
 */
export function createSigner(purpose: string, { signingKeys, clock, secret }: Deps): Signer {
  const sealing = createSealing(secret, `sign ${purpose}`)

  function make(): SigningKey {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const { x = '' } = publicKey.export({ format: 'jwk' })
    const id = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, ID_LENGTH)
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    return { id, publicKey: x, sealed: sealing.seal(id, pem), createdAt: clock.now() }
  }

  async function load(): Promise<{ id: string; key: KeyObject }> {
    const { mark } = sealing
    const { id, sealed } =
      (await signingKeys.find(purpose, mark)) ?? (await signingKeys.keep(purpose, mark, make()))
    return { id, key: createPrivateKey(sealing.open(id, sealed)) }
  }

  let loaded: ReturnType<typeof load> | undefined
  function key(): ReturnType<typeof load> {
    // One that failed, because the database was away, is tried again.
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }

  return {
    async sign(text) {
      const { id, key: privateKey } = await key()
      return { signature: sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'), keyId: id }
    },

    async keys() {
      await key()
      const all = await signingKeys.all(purpose)
      return all.map(({ id, publicKey, createdAt }) => ({ id, publicKey, createdAt }))
    },
  }
}
