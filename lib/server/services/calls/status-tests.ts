import type { Actor } from '@/lib/domain/accounts'
import { canonicalEmail } from '@/lib/domain/email'
import { DomainError } from '@/lib/domain/errors'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId' | 'byEmail'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Frames that somebody sends to try whether the status of calls arrives. */
export function createStatusTests({ accounts, clock, bus }: Deps) {
  return {
    /** To somebody of the tenant, if there is one: whether there is, is not told. @throws FORBIDDEN for guests */
    async send(
      { userId, tenantId, isGuest }: Actor,
      { target, message, name }: { target: string; message: string; name: string },
    ): Promise<Pick<DomainEventOf<'call.status-test'>, 'sender' | 'message' | 'name' | 'at'>> {
      if (isGuest) throw new DomainError('FORBIDDEN')
      const email = canonicalEmail(target)
      const found =
        email === undefined ? await accounts.byId(target) : (await accounts.byEmail(tenantId, email))?.user
      const sender = (await accounts.byId(userId))?.email ?? userId
      const test = { sender, message, name, at: clock.now() }
      if (found?.tenantId === tenantId)
        await bus.publish({ type: 'call.status-test', to: found.id, ...test, audience: [toUser(found.id)] })
      return test
    },
  }
}
