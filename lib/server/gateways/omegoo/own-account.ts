import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { ownAccountRest } from '@/lib/contracts/omegoo/own-account-rest'
import type { proofRest } from '@/lib/contracts/omegoo/proof-rest'
import type { User } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { CODE_LIFE_MS } from '@/lib/domain/proofs'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

/** @see spec/omegoo.md "POST /api/auth/forgot-password" */
const RESET_SENT = 'If your email is registered, you will receive a password reset link shortly.'

type Rows = keyof typeof proofRest | keyof typeof ownAccountRest

/** One's own account: what is proved, where one is logged in, what is kept. */
export const ownAccount: Pick<GatewayRest<typeof omegoo>, Rows> = {
  forgotPassword: async ({ body, headers }, context) => {
    const tenant = await context.services.tenants.ofKey(headers['x-tenant-key'])
    context.services.recovery.forgot(tenant, body.email, context)
    return { success: true, message: RESET_SENT }
  },

  validateResetToken: async ({ body }, { services }) => {
    await services.recovery.check(body.token)
    return ok({ valid: true })
  },

  resetPassword: async ({ body }, context) => {
    await context.services.recovery.reset(body.token, body.password, context)
    return ok({})
  },

  upgrade: async ({ body }, context) => {
    const upgraded = await context.services.verification.upgrade(context.actor, body, context)
    context.knowDevice(upgraded.email)
    return ok(upgraded)
  },

  mailLinkAgain: async (_, context) =>
    ok({ email: await context.services.verification.mailLinkAgain(context.actor, context) }),

  verifyEmail: async ({ body }, { services }) =>
    ok({ email: await services.verification.verifyEmail(body.token) }),

  requestOtp: async ({ body: { phone } }, context) => {
    await context.services.verification.requestCode(context.actor, phone, context)
    return ok({ phone, expiresIn: CODE_LIFE_MS / 1_000 })
  },

  verifyOtp: async ({ body: { phone, otp } }, { actor, services }) => {
    await services.verification.verifyCode(actor, phone, otp)
    return ok({ phone, tier: actor.tier })
  },

  setTier: async ({ body }, { actor, services }) =>
    ok({ tier: await services.verification.raiseTier(actor, tierOf(body.tier)) }),

  outbox: (_, { services, isLocal }) => {
    const kept = isLocal ? services.sentMail?.newest() : undefined
    if (!kept) throw new DomainError('NOT_FOUND')
    return ok(kept.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: isoTime(sentAt) })))
  },

  logins: async (_, { actor, services }) => {
    const logins = await services.logins.ofActor(actor)
    return ok({
      sessions: logins.map(({ id, device, place, createdAt, lastUsedAt }) => ({
        id,
        device,
        place,
        createdAt: isoTime(createdAt),
        lastUsedAt: isoTime(lastUsedAt),
        current: id === actor.loginId,
      })),
    })
  },

  endLogin: async ({ params: { id } }, { actor, services }) => {
    await services.accountSecurity.endOne(actor, id)
    return ok({ id })
  },

  endOtherLogins: async (_, { actor, services }) =>
    ok({ ended: await services.accountSecurity.shutOut(actor.userId, actor.loginId) }),

  changePassword: async ({ body }, context) => {
    await context.services.accountSecurity.changePassword(context.actor, body, context)
    return ok({})
  },

  updateProfile: async ({ body }, { actor, services }) => {
    await services.personalData.rename(actor, body.displayName)
    return ok(profileOf(await services.identity.profile(actor)))
  },

  setLanguage: async ({ body: { language } }, { actor, services }) => {
    await services.personalData.speak(actor, language)
    return ok({ language })
  },

  exportData: async (_, { actor, services }) => {
    const { at, data } = await services.personalData.export(actor)
    const { account, ...lists } = data
    const copies = Object.entries(lists).map(([name, list]) => [name, [...list]])
    return ok({ exportedAt: isoTime(at), account, ...Object.fromEntries(copies) })
  },

  deleteAccount: async ({ body }, context) => {
    const { actor, services, endWebSession } = context
    const { currentPassword, password } = body ?? {}
    const field = currentPassword === undefined && password !== undefined ? 'password' : 'currentPassword'
    await services.accountSecurity.confirm(actor, { password: currentPassword ?? password, field }, context)
    await services.personalData.erase(actor)
    endWebSession()
    return ok({})
  },
}

/** The account as `GET /api/user/profile` has it. */
export function profileOf(user: User) {
  const { id, tier, coins, isActive, createdAt, displayName, email, emailVerified, phoneVerified, role } =
    user
  const contact = { displayName, email, emailVerified, phoneVerified }
  return { id, tier, coins, isActive, createdAt: isoTime(createdAt), ...contact, role }
}

const tierOf = (tier: number) => (tier === 1 || tier === 2 ? tier : 0)
