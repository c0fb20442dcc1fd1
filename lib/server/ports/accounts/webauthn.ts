import type { UserId } from '@/lib/domain/ids'
import type { Passkey } from './second-factors'

/** What `navigator.credentials` is called with, as JSON (WebAuthn Level 3, section 5.4 and 5.5). */
export type PasskeyOptions = Readonly<Record<string, unknown>>

/** What `navigator.credentials` gave, as JSON; checked for its form alone. */
export interface PasskeyAnswer {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly clientExtensionResults: Readonly<Record<string, unknown>>
  readonly response: Readonly<Record<string, unknown>> & { readonly clientDataJSON: string }
}

type NewPasskey = Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'>

/** Passkeys by the Web Authentication API, for the address that people reach us at. */
export interface WebAuthn {
  /** What a browser needs to make a passkey; not one of those that the account has. */
  optionsToMake(
    account: { readonly id: UserId; readonly name: string },
    known: readonly Passkey[],
  ): Promise<{ options: PasskeyOptions; challenge: string }>
  /** What a browser needs to sign with one of these. */
  optionsToSign(known: readonly Passkey[]): Promise<{ options: PasskeyOptions; challenge: string }>
  /** Which challenge an answer claims to be for; undefined: none that can be read. */
  challengeOf(answer: PasskeyAnswer): string | undefined
  /** Undefined: it is not made for this challenge, or not here. */
  made(answer: PasskeyAnswer, challenge: string): Promise<NewPasskey | undefined>
  /** The count of the signature; undefined: it is not this passkey's, not for this challenge, or not here. */
  signed(answer: PasskeyAnswer, challenge: string, passkey: Passkey): Promise<number | undefined>
}
