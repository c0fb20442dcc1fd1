import { PERMISSIONS } from '@/lib/domain/permissions'
import type { adminRest as rows } from '@/lib/contracts/omegoo/admin-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { isPicture } from '@/lib/domain/conversations/attachment'
import type { Tier } from '@/lib/domain/accounts'
import { type GatewayRest, ok } from '../kit'
import {
  auditEntry,
  evidenceMessage,
  isoOrNull,
  pictureFile,
  reportCase,
  screenshotPath,
  userSummary,
} from './admin-forms'
import { isoTime } from '../iso-time'

const flag = (word: 'true' | 'false' | undefined) => (word === undefined ? undefined : word === 'true')
const millis = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))

/** omegoo's endpoints of administration, one service call each. */
export const adminRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  dashboard: async (_, { actor, services }) => {
    const { users, pending, now, ...figures } = await services.dashboard.overview(actor)
    return ok({ ...figures, users, reports: { pending }, at: isoTime(now) })
  },

  banUser: async ({ body: { userId, reason, expiresAt, reportId: report, note } }, { actor, services }) => {
    const until = expiresAt ? Date.parse(expiresAt) : null
    await services.bans.ban(actor, { userId, reason, until, report, note })
    return ok({ userId, bannedUntil: isoOrNull(until) })
  },

  adminReports: async ({ query: { reportType: type, before, ...query } }, { actor, services, now }) => {
    const wanted = { ...query, type, before: millis(before) }
    const { reports, hasMore } = await services.reportQueue.page(actor, wanted)
    return ok({ reports: reports.map((report) => reportCase(report, now)), hasMore })
  },

  adminReport: async ({ params: { id } }, { actor, services, now }) => {
    const { file, audit, against, by, next, weight } = await services.reportQueue.find(actor, id)
    return ok({
      ...reportCase(file, now),
      session: { startedAt: isoTime(file.session.startedAt), endedAt: isoOrNull(file.session.endedAt) },
      occurredAt: isoOrNull(file.occurredAt),
      quality: file.quality,
      messages: file.messages.map((message) => evidenceMessage(id, message, file.files)),
      screenshots: file.screenshots.map(({ number }) => screenshotPath(id, number)),
      audit: audit.map(auditEntry),
      history: {
        against: against.map((report) => reportCase(report, now)),
        by: by.map((report) => reportCase(report, now)),
      },
      nextReportId: next,
      credibility: {
        weight: weight.weight,
        reports: weight.reports,
        reporters: weight.reporters,
        inBurst: weight.inBurst,
        parts: weight.parts.map(({ report, weight: own, isBurst }) => ({
          reportId: report,
          weight: own,
          isBurst,
        })),
        pausedUntil: isoOrNull(weight.pausedUntil),
      },
    })
  },

  openScreenshot: async ({ params: { id, number } }, { actor, services }) =>
    pictureFile(`screenshot-${number}`, await services.reportQueue.openScreenshot(actor, id, number)),

  openMessagePicture: async ({ params: { id, messageId } }, { actor, services }) =>
    pictureFile('picture', await services.reportQueue.openMessagePicture(actor, id, messageId)),

  openEvidenceFile: async ({ params: { id, fileId } }, { actor, services }) => {
    const { type, ...file } = await services.reportQueue.openFile(actor, id, fileId)
    // Without a tag: a browser that had it before asks again, which is noted again.
    return {
      ...file,
      type: type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
      isInline: isPicture(type),
    }
  },

  reviewReport: async ({ params: { id }, body: { status, note } }, { actor, services }) => {
    await services.reportQueue.review(actor, id, status, note ?? null)
    return ok({ reportId: id, status })
  },

  adminUsers: async ({ query: { banned, reported, tier, before, ...query } }, { actor, services, now }) => {
    const { users, hasMore } = await services.people.page(actor, {
      ...query,
      tier: tier as Tier | undefined,
      banned: flag(banned),
      reported: flag(reported),
      before: millis(before),
    })
    return ok({
      users: users.map((user) => ({ ...userSummary(user, now), reportsAgainst: user.reportsAgainst })),
      hasMore,
    })
  },

  adminUser: async ({ params: { id } }, { actor, services, now }) => {
    const { user, sessions, reportsBy, reportsAgainst, ...file } = await services.people.find(actor, id)
    const audit = file.audit.map(auditEntry)
    return ok({
      ...userSummary(user, now),
      secondFactor: user.hasSecondFactor,
      platform: file.platform,
      attribution: file.attribution,
      seenAt: isoOrNull(file.seenAt),
      emailVerified: user.emailVerified,
      sessions: sessions.map(({ id: sessionId, startedAt, endedAt, ...session }) => ({
        ...session,
        sessionId,
        startedAt: isoTime(startedAt),
        endedAt: isoTime(endedAt),
      })),
      reportsBy: reportsBy.map((report) => reportCase(report, now)),
      reportsAgainst: reportsAgainst.map((report) => reportCase(report, now)),
      bans: audit.filter(({ action, targetId }) => action === 'account.banned' && targetId === id),
      audit,
      conversations: { channelsMade: file.channelsMade, memberOf: { ...file.memberOf } },
      permissions: [...PERMISSIONS[user.role]],
    })
  },

  removeSecondFactor: async ({ params: { id }, body: { reason } }, { actor, services }) =>
    ok({ userId: id, endedLogins: await services.people.removeSecondFactor(actor, id, reason) }),

  setRole: async ({ params: { id }, body: { role } }, { actor, services }) => {
    await services.people.setRole(actor, id, role)
    return ok({ userId: id, role })
  },
}
