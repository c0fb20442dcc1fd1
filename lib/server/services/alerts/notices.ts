import { alertMail } from '@/lib/domain/alert-mail'
import { ALERT_FIGURES, ALERT_RULES } from '@/lib/domain/alerts'
import { isPermitted } from '@/lib/domain/permissions'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { AlertWebhook } from '@/lib/server/ports/alerts/alert-webhook'
import type { Messenger } from '@/lib/server/ports/messenger'
import type { Claimed } from '@/lib/server/ports/outbox/outbox-store'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId'>
  readonly messenger: Messenger
  readonly clock: Clock
  /** Where people reach us, without a trailing slash. */
  readonly address: string
}

const isoTime = (at: number) => new Date(at).toISOString()

/** Tells of alerts outside the product, message by message of the outbox. */
export function createAlertNotices({ accounts, messenger, clock, address }: Deps) {
  return {
    /** To one administrator, if they still are one and have a confirmed address. */
    async mail({ user, payload: { alert } }: Claimed<'alert-mail'>): Promise<void> {
      const known = user === null ? undefined : await accounts.byId(user)
      if (!known?.email || !known.emailVerified || !known.isActive) return
      if (!isPermitted(known.role, 'admin.dashboard')) return
      await messenger.send(alertMail(known.email, address, alert))
    },

    /** The same for whoever listens outside; the body's form is fixed, and its delivery can be told by `id`. */
    webhook:
      (webhook: AlertWebhook) =>
      async ({ id, payload: { alert } }: Claimed<'alert-webhook'>, signal: AbortSignal): Promise<void> => {
        const { kind, value, worst, threshold, raisedAt, clearedAt } = alert
        const body = JSON.stringify({
          id,
          event: clearedAt === null ? 'alert.raised' : 'alert.cleared',
          alert: {
            alertId: alert.id,
            kind,
            unit: ALERT_RULES[kind].unit,
            value,
            worst,
            threshold,
            raisedAt: isoTime(raisedAt),
            clearedAt: clearedAt === null ? null : isoTime(clearedAt),
          },
          figures: `${address}${ALERT_FIGURES[kind]}`,
        })
        // A receiver refuses what is old: an attempt that comes hours later is signed anew.
        await webhook.post({ id, body, at: clock.now() }, signal)
      },
  }
}
