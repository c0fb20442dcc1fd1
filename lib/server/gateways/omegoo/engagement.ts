import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { engagementRest as rows } from '@/lib/contracts/omegoo/engagement-rest'
import { changePercent } from '@/lib/domain/days'
import type { EngagementDay } from '@/lib/domain/engagement'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { type GatewayRest, ok } from '../kit'
import { askedFigures, windowOf } from './figure-forms'

/** omegoo's endpoints of what people do, one service call each. */
export const engagementRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  engagement: async ({ query }, { actor, services }) => {
    const report = await services.engagement.report(actor, askedFigures(query))
    const periods = (wanted: 'week' | 'month') =>
      report.periods.filter(({ period }) => period === wanted).map(({ start, people }) => ({ start, people }))
    return ok({
      window: windowOf(report.window),
      previous: windowOf(report.previous),
      days: report.days.map(dayOut),
      previousDays: report.daysBefore.map(dayOut),
      weeks: periods('week'),
      months: periods('month'),
      funnel: report.funnel.map(({ step, count, isOpen }, index) => ({
        step,
        open: isOpen,
        ...besides(count, report.funnelBefore[index]?.count ?? 0),
      })),
      kinds: report.kinds.map(({ chatType, sessions, messages, durationMs, lengths }, index) => {
        const before = report.kindsBefore[index]
        return {
          chatType,
          sessions: besides(sessions, before?.sessions ?? 0),
          messages: besides(messages, before?.messages ?? 0),
          durationMs: besides(durationMs, before?.durationMs ?? 0),
          lengths: [...lengths],
          previousLengths: [...(before?.lengths ?? [])],
        }
      }),
      cohorts: report.cohorts.map(({ week, people, active }) => ({ week, people, active: [...active] })),
      conversations: [...report.conversations],
      broadcasts: [...report.broadcasts],
      demo: report.isDemo,
    })
  },

  // The front page is that of the app, whose tenant is the default one.
  landed: ({ body: { platform } }, { services, place, now }) => {
    services.engagement.landed(DEFAULT_TENANT, platform, place?.country, now)
    return ok({})
  },
}

const dayOut = ({ funnel, ...day }: EngagementDay) => ({ ...day, ...funnel })
const besides = (count: number, previousCount: number) => ({
  count,
  previousCount,
  change: changePercent(count, previousCount),
})
