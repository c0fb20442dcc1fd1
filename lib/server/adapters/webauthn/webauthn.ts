import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { PASSKEY_CHALLENGE_MS } from '@/lib/domain/second-factor'
import type { Passkey } from '@/lib/server/ports/accounts/second-factors'
import type { PasskeyAnswer, PasskeyOptions, WebAuthn } from '@/lib/server/ports/accounts/webauthn'

const NAME = 'Omegoo'
/** Ed25519, ES256, RS256 (COSE): what authenticators have; the library's own list begins with what Node still calls experimental. */
const ALGORITHMS = [-8, -7, -257]
const clientData = z.object({ challenge: z.string().min(1).max(1_000), origin: z.string().max(1_000) })

/**
 * Passkeys by SimpleWebAuthn. A password was shown already, so that touching the authenticator is enough
 * (`userVerification: preferred`), and who made it is not asked (`attestation: none`).
 *
 * @param publicUrl - the origin people reach us at; undefined: `localhost`, at whatever port
 */
export function createWebAuthn(publicUrl: string | undefined): WebAuthn {
  const rpID = publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname
  /** A page of this machine has an origin with any port. */
  const originOf = (answer: PasskeyAnswer): string => {
    const origin = clientDataOf(answer)?.origin ?? ''
    const isLocal = URL.canParse(origin) && new URL(origin).hostname === 'localhost'
    return publicUrl ?? (isLocal ? origin : 'http://localhost')
  }
  const named = ({ id, transports }: Passkey) => ({ id, transports: [...transports] })

  return {
    async optionsToMake({ id, name }, known) {
      const options = await generateRegistrationOptions({
        rpName: NAME,
        rpID,
        userName: name,
        userID: new TextEncoder().encode(id),
        timeout: PASSKEY_CHALLENGE_MS,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: known.map(named),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      })
      return { options: asOptions(options), challenge: options.challenge }
    },

    async optionsToSign(known) {
      const allowCredentials = known.map(named)
      const how = { timeout: PASSKEY_CHALLENGE_MS, userVerification: 'preferred' } as const
      const options = await generateAuthenticationOptions({ rpID, allowCredentials, ...how })
      return { options: asOptions(options), challenge: options.challenge }
    },

    challengeOf: (answer) => clientDataOf(answer)?.challenge,

    async made(answer, expectedChallenge) {
      const result = await verified(() =>
        verifyRegistrationResponse({
          response: answer as unknown as RegistrationResponseJSON,
          expectedChallenge,
          expectedOrigin: originOf(answer),
          expectedRPID: rpID,
          requireUserVerification: false,
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      )
      if (!result?.verified) return undefined
      const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential
      return { id, publicKey: Uint8Array.from(publicKey), counter, transports }
    },

    async signed(answer, expectedChallenge, passkey) {
      const { id, publicKey, counter, transports } = passkey
      const result = await verified(() =>
        verifyAuthenticationResponse({
          response: answer as unknown as AuthenticationResponseJSON,
          expectedChallenge,
          expectedOrigin: originOf(answer),
          expectedRPID: rpID,
          credential: { id, publicKey, counter, transports: [...transports] },
          requireUserVerification: false,
        }),
      )
      return result?.verified ? result.authenticationInfo.newCounter : undefined
    },
  }
}

const asOptions = (options: object): PasskeyOptions => ({ ...options })

function clientDataOf({ response }: PasskeyAnswer): z.output<typeof clientData> | undefined {
  try {
    return clientData.parse(JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')))
  } catch {
    return undefined // not what a browser makes: no challenge of ours
  }
}

/** The library throws for whatever is wrong with an answer, which a stranger wrote. */
async function verified<Result>(verify: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}
