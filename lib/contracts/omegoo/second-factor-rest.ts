import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { password } from './fields'
import { tenantHeaders } from './tenant-rest'

const source = 'contracts, section 9 "second factor"'
const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/)

/** What `navigator.credentials` gives, as JSON. @see https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON */
const answer = {
  id: base64url(1_500),
  rawId: base64url(1_500),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(50).nullish(),
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).default({}),
}
const made = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(8_000),
    transports: z.array(z.string().max(50)).max(10).optional(),
  }),
})
const signed = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(2_000),
    signature: base64url(2_000),
    userHandle: base64url(200).nullish(),
  }),
})

/** Beside password or device: a code of the app, a recovery code, or a passkey's signature. */
export const secondFactor = {
  totp: z.string().min(1).max(100).optional(),
  passkey: signed.optional(),
}

/** The password of an account that has one, and the second factor of one that has that. */
const confirmation = z.object({ currentPassword: password.optional(), ...secondFactor }).default({})
/** For the browser's `navigator.credentials`. */
const options = envelope(z.object({ options: z.record(z.string(), z.unknown()) }))
/** Shown once; kept as digests. */
const recoveryCodes = z.array(z.string())

const owned = {
  access: 'account.second_factor',
  isOpenToSetUp: true,
  source,
} as const

/** The second factor of accounts with a role: how it is set up, and how it is taken away. */
export const secondFactorRest = {
  secondFactor: {
    ...owned,
    method: 'GET',
    path: '/api/user/second-factor',
    response: envelope(
      z.object({
        /** Without one, the role cannot be used. */
        required: z.boolean(),
        totp: z.boolean(),
        recoveryCodesLeft: z.number().int(),
        passkeys: z.array(
          z.object({ id: z.string(), name: z.string(), createdAt: isoTime, lastUsedAt: isoTime.nullable() }),
        ),
      }),
    ),
    limits: ['requests'],
    summary: 'What one signs in with beside a password',
  },
  factorOptions: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/passkey-options',
    response: options,
    limits: ['requests', 'codeTries'],
    summary: 'What a browser needs to show a passkey before the second factor is changed',
  },
  beginTotp: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/totp',
    body: confirmation,
    /** `secret` is base32, `uri` what an authenticator app scans. */
    response: envelope(z.object({ secret: z.string(), uri: z.string() })),
    limits: ['requests', 'passwordTries'],
    summary: 'Begins to set up an authenticator app, by password and second factor where there are',
  },
  confirmTotp: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/totp/confirm',
    body: z.object({ code: z.string().min(1).max(100) }),
    response: envelope(z.object({ recoveryCodes })),
    limits: ['requests', 'codeTries'],
    summary: 'Switches the authenticator app on by a code of it; answers recovery codes where there are none',
  },
  dropTotp: {
    ...owned,
    method: 'DELETE',
    path: '/api/user/second-factor/totp',
    body: confirmation,
    response: envelope(z.object({})),
    limits: ['requests', 'passwordTries'],
    summary: 'Switches the authenticator app off, by password and second factor where there are',
  },
  renewRecoveryCodes: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/recovery-codes',
    body: confirmation,
    response: envelope(z.object({ recoveryCodes })),
    limits: ['requests', 'passwordTries'],
    summary: 'Makes new recovery codes instead of all before, by password and second factor where there are',
  },
  beginPasskey: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/passkeys/options',
    body: confirmation,
    response: options,
    limits: ['requests', 'passwordTries'],
    summary: 'What a browser needs to make a passkey, by password and second factor where there are',
  },
  addPasskey: {
    ...owned,
    method: 'POST',
    path: '/api/user/second-factor/passkeys',
    body: z.object({ name: z.string().trim().min(1).max(50), passkey: made }),
    response: envelope(z.object({ id: z.string(), recoveryCodes })),
    limits: ['requests', 'codeTries'],
    summary: 'Adds the passkey that the browser made; answers recovery codes where there are none',
  },
  dropPasskey: {
    ...owned,
    method: 'DELETE',
    path: '/api/user/second-factor/passkeys/:id',
    params: z.object({ id: base64url(1_500) }),
    body: confirmation,
    response: envelope(z.object({ id: z.string() })),
    limits: ['requests', 'passwordTries'],
    summary: 'Takes a passkey away, by password and second factor where there are',
  },
  passkeyOptions: {
    method: 'POST',
    path: '/api/auth/passkey-options',
    headers: tenantHeaders,
    body: z.union([
      z.object({ deviceFingerprint: z.string().max(4_000) }),
      z.object({ email: z.string().max(254), password }),
    ]),
    response: options,
    access: 'public',
    limits: ['credentials', 'passwordGuesses'],
    summary: 'What a browser needs to sign in with a passkey beside device or password',
    source,
  },
} as const satisfies Record<string, RestRow>
