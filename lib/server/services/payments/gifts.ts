import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { inLog } from '@/lib/domain/events/session-builders'
import type { SessionId } from '@/lib/domain/ids'
import type { Gift } from '@/lib/domain/payments/goods'
import { bothOf } from '@/lib/domain/topics'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { WalletService } from './wallet'

interface Deps {
  readonly wallet: Pick<WalletService, 'spend'>
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Small gifts between two in a session: a picture for both, and coins for nobody. */
export function createGifts({ wallet, sessions, clock, bus }: Deps) {
  return {
    /**
     * Pays for a gift and shows it to both.
     *
     * @param key - the client's name for it: the same again is the same gift, and is shown once
     * @throws SESSION_NOT_FOUND, INSUFFICIENT_COINS, SPENDING_KEY_USED
     */
    async give(
      actor: Actor,
      { id, gift, key }: { readonly id: SessionId | undefined; readonly gift: Gift; readonly key: string },
    ): Promise<{ balance: number }> {
      const session = await sessions.ofUser(actor.userId)
      if (!session || (id !== undefined && session.id !== id)) throw new DomainError('SESSION_NOT_FOUND')
      const { balance, again } = await wallet.spend(actor, { good: 'gift', choice: gift, key })
      if (again) return { balance }
      await bus.publish({
        type: 'session.gift',
        session,
        giver: actor.userId,
        gift,
        at: clock.now(),
        audience: bothOf(session),
        ...inLog(session),
      })
      return { balance }
    },
  }
}
