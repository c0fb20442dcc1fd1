import type { alertsRest as rows } from '@/lib/contracts/omegoo/alerts-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { Actor } from '@/lib/domain/accounts'
import { type Alert, ALERT_FIGURES, ALERT_RULES, alertKindsOf, type Thresholds } from '@/lib/domain/alerts'
import { type GatewayRest, ok } from '../kit'
import { isoOrNull } from './admin-forms'
import { isoTime } from '../iso-time'

/** An alert as the contract writes it. */
export function alertForm({ id, kind, raisedAt, clearedAt, isDemo, ...alert }: Alert) {
  return {
    alertId: id,
    kind,
    unit: ALERT_RULES[kind].unit,
    ...alert,
    raisedAt: isoTime(raisedAt),
    clearedAt: isoOrNull(clearedAt),
    figures: ALERT_FIGURES[kind],
    demo: isDemo,
  }
}

const thresholdForms = ({ tenantId }: Actor, set: Thresholds) => ({
  thresholds: alertKindsOf(tenantId).map((kind) => {
    const { unit, bounds } = ALERT_RULES[kind]
    return { kind, unit, ...set[kind], ...bounds }
  }),
})

/** omegoo's endpoints of alerts, one service call each. */
export const alertsRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  alerts: async ({ query: { limit, before } }, { actor, services }) => {
    const asked = { limit, before: before === undefined ? undefined : Date.parse(before) }
    const { open, alerts, hasMore } = await services.alerts.page(actor, asked)
    return ok({ open: open.map(alertForm), alerts: alerts.map(alertForm), hasMore })
  },

  alertThresholds: async (_, { actor, services }) =>
    ok(thresholdForms(actor, await services.alerts.thresholds(actor))),

  setAlertThreshold: async ({ params: { kind }, body }, { actor, services }) =>
    ok(thresholdForms(actor, await services.alerts.setThreshold(actor, kind, body))),
}
