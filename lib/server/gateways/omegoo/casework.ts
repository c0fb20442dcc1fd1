import type { caseworkRest as rows } from '@/lib/contracts/omegoo/casework-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { FOREVER } from '@/lib/domain/accounts'
import type { AppealCase, AppealState, PersonNote, SavedReply, Warning } from '@/lib/domain/casework'
import type { UserId } from '@/lib/domain/ids'
import { type GatewayRest, ok } from '../kit'
import { claimForm, isoOrNull, side } from './admin-forms'
import { isoTime } from '../iso-time'

const warningForm = ({ id, text, createdAt, seenAt }: Warning) => ({
  warningId: id,
  text,
  createdAt: isoTime(createdAt),
  seen: seenAt !== null,
})
const noteForm = ({ id, by, text, createdAt }: PersonNote) => ({
  noteId: id,
  by,
  text,
  createdAt: isoTime(createdAt),
})
const replyForm = ({ id, title, text }: SavedReply) => ({ replyId: id, title, text })

const stateForm = ({ status, answer, decidedAt }: AppealState) => ({
  status,
  answer,
  decidedAt: isoOrNull(decidedAt),
})

function appealForm(
  { id, person, ban, reports, claim, createdAt, decidedAt, ...appeal }: AppealCase,
  viewer: UserId,
  now: number,
) {
  const { text, status, answer, decidedBy } = appeal
  const until = ban.until === FOREVER ? null : ban.until
  return {
    appealId: id,
    user: side(person, now),
    text,
    status,
    answer,
    decidedBy,
    createdAt: isoTime(createdAt),
    decidedAt: isoOrNull(decidedAt),
    ban: { by: ban.by, reason: ban.reason, until: isoOrNull(until), createdAt: isoTime(ban.createdAt) },
    reports: reports.map((report) => ({
      reportId: report.id,
      reportType: report.type,
      createdAt: isoTime(report.createdAt),
      byYou: report.reporter === viewer,
    })),
    claim: claim && claim.until > now ? claimForm(claim) : null,
  }
}

const millis = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))

/** Appeals and moderators' work on cases, one service call each. */
export const caseworkRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  appeal: async ({ body: { text, ...who }, headers }, context) => {
    const tenant = await context.services.tenants.ofKey(headers['x-tenant-key'])
    const { at } = await context.services.appeals.appeal(tenant, who, text, context)
    return ok({ status: 'pending', createdAt: isoTime(at) })
  },

  standing: async (_, { actor, services }) => {
    const { warnings, appeal, pausedUntil } = await services.appeals.standing(actor)
    return ok({
      warnings: warnings.map(warningForm),
      appeal: appeal && stateForm(appeal),
      pausedUntil: isoOrNull(pausedUntil),
    })
  },

  confirmWarnings: async (_, { actor, services }) =>
    ok({ confirmed: await services.appeals.confirmWarnings(actor) }),

  unbanUser: async ({ body: { userId, reason } }, { actor, services }) => {
    await services.appeals.unban(actor, userId, reason)
    return ok({ userId })
  },

  adminAppeals: async ({ query: { before, ...query } }, { actor, services, now }) => {
    const { appeals, hasMore } = await services.appeals.page(actor, { ...query, before: millis(before) })
    return ok({ appeals: appeals.map((one) => appealForm(one, actor.userId, now)), hasMore })
  },

  adminAppeal: async ({ params: { id } }, { actor, services, now }) =>
    ok(appealForm(await services.appeals.find(actor, id), actor.userId, now)),

  decideAppeal: async ({ params: { id }, body: { status, answer } }, { actor, services }) => {
    await services.appeals.decide(actor, id, status, answer || null)
    return ok({ appealId: id, status })
  },

  claimCase: async ({ params: { id } }, { actor, services }) =>
    ok(claimForm(await services.casework.claim(actor, id))),

  releaseCase: async ({ params: { id } }, { actor, services }) => {
    await services.casework.release(actor, id)
    return ok({})
  },

  assignReport: async ({ params: { id }, body: { userId } }, { actor, services }) => {
    await services.casework.assign(actor, id, userId)
    return ok({ reportId: id, assigneeId: userId })
  },

  warnUser: async ({ params: { id }, body: { text, reportId } }, { actor, services }) =>
    ok(warningForm(await services.casework.warn(actor, id, text, reportId ?? null))),

  userRecord: async ({ params: { id } }, { actor, services }) => {
    const { warnings, notes } = await services.casework.recordOf(actor, id)
    return ok({
      warnings: warnings.map((one) => ({ ...warningForm(one), by: one.by })),
      notes: notes.map(noteForm),
    })
  },

  noteUser: async ({ params: { id }, body: { text } }, { actor, services }) =>
    ok(noteForm(await services.casework.addNote(actor, id, text))),

  retention: async (_, { actor, services }) => {
    const { runs, keptDays } = await services.retentionRuns.last(actor)
    return ok({
      runs: runs.map(({ at, deleted }) => ({ at: isoTime(at), deleted: { ...deleted } })),
      keptDays: { ...keptDays },
    })
  },

  savedReplies: async (_, { actor, services }) =>
    ok({ replies: (await services.casework.replies(actor)).map(replyForm) }),

  saveReply: async ({ body }, { actor, services }) =>
    ok(replyForm(await services.casework.addReply(actor, body))),

  changeReply: async ({ params: { id }, body }, { actor, services }) => {
    const reply = { id, ...body }
    await services.casework.changeReply(actor, reply)
    return ok(replyForm(reply))
  },

  removeReply: async ({ params: { id } }, { actor, services }) => {
    await services.casework.removeReply(actor, id)
    return ok({})
  },
}
