import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { moderationFiguresRest as rows } from '@/lib/contracts/omegoo/moderation-figures-rest'
import { type GatewayRest, ok } from '../kit'
import { windowOf } from './figure-forms'
import { isoTime } from '../iso-time'

/** How moderation fares, in one service call. */
export const moderationFiguresRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  moderationFigures: async ({ query: { days, start, end } }, { actor, services }) => {
    const report = await services.moderationFigures.report(actor, { days, start, end })
    const { window, previous, waiting, totals, before, isDemo, now } = report
    const { pending, oldest, appeals } = waiting
    return ok({
      window: windowOf(window),
      previous: windowOf(previous),
      waiting: {
        pending,
        oldest: oldest && { reportId: oldest.id, createdAt: isoTime(oldest.createdAt) },
        appeals,
      },
      totals,
      previousTotals: before,
      days: report.days,
      demo: isDemo,
      at: isoTime(now),
    })
  },
}
