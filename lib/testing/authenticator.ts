import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const USER_PRESENT = 0x01
const HAS_CREDENTIAL = 0x40

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest()
const word = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const half = (value: number) => word(value).subarray(2)

/**
 * A passkey in software, as a browser would answer with it: ES256, no attestation.
 *
 * @see https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(16)
  const id = base64url(credentialId)
  const about = { id, rawId: id, type: 'public-key', clientExtensionResults: {} }

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  /** COSE: key type EC2, ES256, curve P-256, x, y. */
  function coseKey(): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const [start, before] = [Buffer.from('a5010203262001215820', 'hex'), Buffer.from('225820', 'hex')]
    return Buffer.concat([start, Buffer.from(x, 'base64url'), before, Buffer.from(y, 'base64url')])
  }

  return {
    id,
    /** Answers what `navigator.credentials.create` is called with. */
    make({ rp, challenge }: { rp: { id: string }; challenge: string }) {
      const credential = [Buffer.alloc(16), half(credentialId.length), credentialId, coseKey()]
      const head = [sha256(rp.id), Buffer.from([USER_PRESENT | HAS_CREDENTIAL]), word(0)]
      const data = Buffer.concat([...head, ...credential])
      // CBOR of {fmt: 'none', attStmt: {}, authData}
      const start = Buffer.concat([Buffer.from('a363'.concat('666d74', '64', '6e6f6e65'), 'hex')])
      const middle = Buffer.from('67'.concat('61747453746d74', 'a0', '68', '6175746844617461', '59'), 'hex')
      const attestation = Buffer.concat([start, middle, half(data.length), data])
      return {
        ...about,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        },
      }
    },
    /** Answers what `navigator.credentials.get` is called with. `counter`: how often it signed. */
    sign({ rpId, challenge }: { rpId: string; challenge: string }, counter = 0) {
      const data = Buffer.concat([sha256(rpId), Buffer.from([USER_PRESENT]), word(counter)])
      const client = clientData('webauthn.get', challenge)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return {
        ...about,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
        },
      }
    },
  }
}
