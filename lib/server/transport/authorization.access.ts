import type { ErrorName } from '@/lib/domain/errors'
import {
  noToken,
  anyone,
  anyoneIs,
  everyone,
  administrators,
  withRole,
  withRoleIs,
  alike,
  type Operation,
} from './authorization.verdicts'

/** Of the right form, made for no challenge. */
const PASSKEY = {
  id: 'none',
  rawId: 'none',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'none', attestationObject: 'none' },
}

/** Of the first tenant alone. */
const runners = { ...administrators, foreigner: 'FORBIDDEN' } as const
const runnersIs = (verdict: ErrorName) => ({ ...runners, admin: verdict })

/** Endpoints of receipts; a session has one once it has ended. */
export const receiptEndpoints: Record<string, Operation> = {
  'GET /api/chat/sessions/:id/receipt': {
    params: ({ sessionId }) => ({ id: sessionId }),
    verdicts: { ...noToken, ...anyoneIs('SESSION_NOT_FOUND') },
  },
  'GET /api/receipts/keys': { verdicts: everyone },
}

/** Endpoints of age assurance; there is no provider. */
export const ageEndpoints: Record<string, Operation> = {
  'GET /api/user/age': { verdicts: { ...noToken, ...anyone } },
  'POST /api/user/age/check': { verdicts: { ...noToken, ...anyoneIs('NOT_FOUND') } },
  'POST /api/user/age/verify': { verdicts: { ...noToken, ...anyoneIs('NOT_FOUND') } },
  'POST /api/age/webhook': { send: () => ({}), verdicts: alike('NOT_FOUND') },
}

/** Endpoints of tenants. */
export const tenantEndpoints: Record<string, Operation> = {
  'GET /api/admin/tenants': { verdicts: runners },
  'POST /api/admin/tenants': { send: () => ({ name: 'A school' }), verdicts: runners },
  'POST /api/admin/tenants/:id/keys': { params: () => ({ id: 'none' }), verdicts: runnersIs('NOT_FOUND') },
  'DELETE /api/admin/tenants/:id/keys/:keyId': {
    params: () => ({ id: 'none', keyId: 'none' }),
    verdicts: runnersIs('NOT_FOUND'),
  },
  'POST /api/admin/tenants/:id/administrators': {
    params: () => ({ id: 'none' }),
    send: () => ({ email: 'nobody@example.org' }),
    verdicts: runnersIs('NOT_FOUND'),
  },
}

/** Endpoints of the second factor. */
export const secondFactorEndpoints: Record<string, Operation> = {
  'GET /api/user/second-factor': { verdicts: withRole },
  'POST /api/user/second-factor/passkey-options': { verdicts: withRoleIs('NOT_FOUND') },
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
