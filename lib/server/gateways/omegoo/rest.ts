import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { tables } from '@/lib/contracts/tables'
import { DomainError } from '@/lib/domain/errors'
import { FIND_MATCH_WAIT_MS } from '@/lib/domain/matching'
import { partnerOf, type Session } from '@/lib/domain/sessions'
import type { Block } from '@/lib/server/ports/moderation/moderation'
import type { Credentials } from '@/lib/server/services/accounts/logins'
import { type GatewayRest, ok, type RestContext } from '../kit'
import { acquisitionRest } from './acquisition'
import { alertsRest } from './alerts'
import { adminRest } from './admin-rest'
import { broadcastRest } from './broadcasts'
import { caseworkRest } from './casework'
import { conversationAdminRest } from './conversation-admin'
import { conversationRest } from './conversations'
import { engagementRest } from './engagement'
import { exportRest } from './export'
import { iceRest } from './ice-servers'
import { segmentsRest } from './segments'
import { pictureRest } from './picture'
import { secondFactorRest } from './second-factor'
import { receiptRest } from './receipts'
import { ageRest } from './age'
import { tenantRest } from './tenants'
import { moderationFiguresRest } from './moderation-figures'
import { statsRest } from './stats'
import { ownAccount, profileOf } from './own-account'
import { categoryOf, wishOf } from './requests'
import { GENERIC } from './dialects/generic'
import { isoTime } from '../iso-time'
import { paymentRest } from './payments'
import { revenueRest } from './revenue'

type Elsewhere =
  | keyof typeof adminRest
  | keyof typeof caseworkRest
  | keyof typeof broadcastRest
  | keyof typeof conversationAdminRest
  | keyof typeof conversationRest
  | keyof typeof moderationFiguresRest
  | keyof typeof acquisitionRest
  | keyof typeof segmentsRest
  | keyof typeof alertsRest
  | keyof typeof engagementRest
  | keyof typeof pictureRest
  | keyof typeof exportRest
  | keyof typeof ownAccount
  | keyof typeof iceRest
  | keyof typeof statsRest
  | keyof typeof secondFactorRest
  | keyof typeof tenantRest
  | keyof typeof ageRest
  | keyof typeof receiptRest
  | keyof typeof paymentRest
  | keyof typeof revenueRest

/** omegoo's endpoints, one service call each: of sign-in, the random chat, reports and blocks. */
const ownRest: Omit<GatewayRest<typeof omegoo>, Elsewhere> = {
  register: async ({ body, headers }, context) => {
    const tenant = await context.services.tenants.ofKey(headers['x-tenant-key'])
    return welcome(await context.services.identity.register(tenant, body, context), context)
  },

  login: async ({ body, headers }, context) => {
    const { services } = context
    const tenant = await services.tenants.ofKey(headers['x-tenant-key'])
    const credentials =
      'email' in body
        ? await services.identity.loginByEmail(tenant, body, context)
        : await services.identity.loginByDevice(tenant, body, context)
    return welcome(credentials, context)
  },

  refresh: async ({ body }, { services, place }) =>
    tokensOf(await services.logins.refresh(body.refreshToken, place)),

  logout: async (_, { actor, services, endWebSession }) => {
    await services.logins.end(actor.loginId, actor.userId)
    endWebSession()
    return ok({})
  },

  logoutAll: async (_, { actor, services, endWebSession }) => {
    const ended = await services.accountSecurity.shutOut(actor.userId)
    endWebSession()
    return ok({ ended })
  },

  profile: async (_, { actor, services }) => ok(profileOf(await services.identity.profile(actor))),

  stats: async (_, { actor, services }) => {
    const [user, totals] = await Promise.all([
      services.identity.profile(actor),
      services.history.totalsOf(actor),
    ])
    const { sessions, messagesSent, totalDurationMs, reportsSubmitted } = totals
    return ok({
      totalSessions: sessions,
      messagesSent,
      totalDuration: seconds(totalDurationMs),
      averageDuration: sessions === 0 ? 0 : seconds(totalDurationMs / sessions),
      reportsSubmitted,
      memberSince: isoTime(user.createdAt),
    })
  },

  findMatch: async ({ body }, { actor, services, address, listenFor }) => {
    const found = listenFor('match-found')
    try {
      const { again } = await services.matching.join(actor, wishOf(body.preferences, GENERIC), address)
      await found.within(FIND_MATCH_WAIT_MS)
      const session = await services.sessions.current(actor.userId)
      if (session) return ok(matchOf(session, actor.userId))
      if (!again) await services.matching.leave(actor)
      throw new DomainError('NO_MATCH_FOUND')
    } finally {
      found.stop()
    }
  },

  endSession: async ({ body }, { actor, services }) =>
    ok({ sessionId: (await services.sessions.leave(actor, body?.sessionId)).id }),

  history: async ({ query: { limit, before } }, { actor, services }) => {
    const { sessions, hasMore } = await services.history.sessionsOf(actor, { limit, before: millis(before) })
    return ok({
      sessions: sessions.map(({ id, startedAt, endedAt, ...session }) => ({
        ...session,
        sessionId: id,
        startedAt: isoTime(startedAt),
        endedAt: isoTime(endedAt),
        duration: seconds(endedAt - startedAt),
      })),
      hasMore,
    })
  },

  live: (_, { services }) => ok(services.live()),

  report: async ({ body }, { actor, services }) => {
    const { sessionId, conversationId, messageIds = [], reportedUserId, ...about } = body
    const { reportType, description, evidence } = about
    const complaint = {
      type: categoryOf(reportType),
      description,
      screenshots: evidence?.screenshots ?? [],
      occurredAt: millis(evidence?.timestamp) ?? null,
    }
    const { moderation, conversationReports } = services
    const { id, status, createdAt } =
      conversationId === undefined
        ? await moderation.report(actor, { ...complaint, sessionId })
        : await conversationReports.report(actor, {
            ...complaint,
            conversation: conversationId,
            messages: messageIds,
            reported: reportedUserId,
          })
    return ok({ reportId: id, status, createdAt: isoTime(createdAt) })
  },

  userReports: async ({ query: { limit, before } }, { actor, services }) => {
    const { reports, hasMore } = await services.moderation.reportsOf(actor, { limit, before: millis(before) })
    return ok({
      reports: reports.map(({ id, sessionId, conversationId, type, description, status, createdAt }) => ({
        reportId: id,
        sessionId,
        conversationId,
        reportType: type,
        description,
        status,
        createdAt: isoTime(createdAt),
      })),
      hasMore,
    })
  },

  blocks: async (_, { actor, services }) => {
    const blocks = await services.moderation.blocksOf(actor)
    return ok({ blocks: blocks.map(blockData) })
  },

  block: async ({ body: { userId } }, { actor, services }) => {
    const blockId = await services.moderation.block(actor, userId)
    return ok({ userId, blockId })
  },

  unblock: async ({ params: { userId } }, { actor, services }) => {
    await services.moderation.unblock(actor, userId)
    return ok({ userId })
  },
}

/** omegoo's endpoints. */
export const rest: GatewayRest<typeof omegoo> = tables(
  ownRest,
  adminRest,
  caseworkRest,
  broadcastRest,
  conversationAdminRest,
  conversationRest,
  moderationFiguresRest,
  acquisitionRest,
  segmentsRest,
  alertsRest,
  engagementRest,
  pictureRest,
  exportRest,
  ownAccount,
  iceRest,
  statsRest,
  secondFactorRest,
  tenantRest,
  ageRest,
  receiptRest,
  paymentRest,
  revenueRest,
)

function tokensOf({ user, token, refreshToken }: Credentials) {
  return ok({ userId: user.id, token, refreshToken, tier: user.tier })
}

async function welcome(
  credentials: Credentials,
  context: Pick<RestContext<unknown>, 'startWebSession' | 'knowDevice'>,
) {
  const { user, loginId } = credentials
  await context.startWebSession(user.id, loginId)
  if (user.email !== null) context.knowDevice(user.email)
  return tokensOf(credentials)
}

function blockData({ id, createdAt, madeBy, session, account }: Block) {
  const where = session && { sessionId: session.id, chatType: session.chatType }
  return {
    blockId: id,
    createdAt: isoTime(createdAt),
    madeBy,
    ...where,
    ...(account !== null && { userId: account }),
  }
}

function matchOf(session: Session, user: string) {
  return { sessionId: session.id, partnerId: partnerOf(session, user).publicId, chatType: session.chatType }
}

const seconds = (ms: number) => Math.round(ms / 1_000)
const millis = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))
