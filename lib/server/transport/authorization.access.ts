import { withRole, withRoleIs, alike, type Operation } from './authorization.verdicts'

/** Of the right form, made for no challenge. */
const PASSKEY = {
  id: 'none',
  rawId: 'none',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'none', attestationObject: 'none' },
}

/** Endpoints of the second factor. */
export const secondFactorEndpoints: Record<string, Operation> = {
  'GET /api/user/second-factor': { verdicts: withRole },
  'POST /api/user/second-factor/totp': { send: () => ({}), verdicts: withRole },
  'POST /api/user/second-factor/totp/confirm': {
    send: () => ({ code: '000000' }),
    verdicts: withRoleIs('NOT_FOUND'),
  },
  'DELETE /api/user/second-factor/totp': { send: () => ({}), verdicts: withRoleIs('NOT_FOUND') },
  'POST /api/user/second-factor/recovery-codes': { send: () => ({}), verdicts: withRoleIs('NOT_FOUND') },
  'POST /api/user/second-factor/passkeys/options': { send: () => ({}), verdicts: withRole },
  'POST /api/user/second-factor/passkeys': {
    send: () => ({ name: 'phone', passkey: PASSKEY }),
    verdicts: withRoleIs('PASSKEY_REFUSED'),
  },
  'DELETE /api/user/second-factor/passkeys/:id': {
    params: () => ({ id: 'none' }),
    send: () => ({}),
    verdicts: withRoleIs('NOT_FOUND'),
  },
  'POST /api/auth/passkey-options': {
    send: ({ device }) => ({ deviceFingerprint: device }),
    verdicts: {
      ...alike('NOT_FOUND'),
      anonymous: 'INVALID_CREDENTIALS',
      banned: 'ACCOUNT_BANNED',
      foreigner: 'INVALID_CREDENTIALS',
    },
  },
}
