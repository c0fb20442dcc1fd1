import type { acquisitionRest as rows } from '@/lib/contracts/omegoo/acquisition-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { UNKNOWN } from '@/lib/domain/acquisition'
import { changePercent, type DayWindow, lengthOf } from '@/lib/domain/days'
import { type GatewayRest, ok } from '../kit'

/** omegoo's endpoints of where people come from, one service call each. */
export const acquisitionRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  acquisition: async ({ query: { by, ...asked } }, { actor, services }) => {
    const report = await services.acquisition.report(actor, asked, by)
    const { total, previousTotal } = report
    return ok({
      by,
      window: windowOf(report.window),
      previous: windowOf(report.previous),
      total,
      previousTotal,
      change: changePercent(total, previousTotal),
      keys: report.keys.map(({ key, total: mine, previous }) => ({
        key: key === UNKNOWN ? null : key,
        total: mine,
        previousTotal: previous,
        change: changePercent(mine, previous),
        share: total === 0 ? 0 : Math.round((mine / total) * 1_000) / 10,
      })),
      days: report.days.map(({ day, counts, previousDay, previousCounts }) => ({
        day,
        counts: [...counts],
        previousDay,
        previousCounts: [...previousCounts],
      })),
      demo: report.isDemo,
    })
  },
}

const windowOf = (window: DayWindow) => ({ ...window, days: lengthOf(window) })
