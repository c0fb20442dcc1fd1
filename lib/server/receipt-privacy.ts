import { DomainError } from '@/lib/domain/errors'
import type { Services } from './core'
import { hidingIn, settingsOf } from './gateways/caas/privacy'
import type { Runtime } from './runtime-slot'

/** Privacy settings in caas' form, for other code of the server. @see lib/receipt-privacy-manager.ts */
export function createReceiptPrivacy({ privacy }: Pick<Services, 'privacy'>): Runtime['receiptPrivacy'] {
  return {
    async of(user, tenant) {
      const hides = await privacy.of(user, tenant)
      return hides && settingsOf({ hides })
    },

    async change({ user_id: userId, tenant_id, ...settings }) {
      if (!(await privacy.of(userId, tenant_id))) throw new DomainError('NOT_FOUND')
      return settingsOf({ hides: await privacy.change({ userId }, hidingIn(settings)) })
    },
  }
}
