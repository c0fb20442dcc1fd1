import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { BlockId } from '@/lib/domain/ids'
import { partnerOf } from '@/lib/domain/sessions'
import type { Blocks } from '@/lib/server/ports/moderation/moderation'
import type { History, Partner } from '@/lib/server/ports/sessions/history'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'

export interface BlockingDeps {
  readonly blocks: Blocks
  readonly sessions: Sessions
  readonly history: Pick<History, 'partnerNamed'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Whom people never want to meet again. */
export function createBlocking({ blocks, sessions, history, clock, bus }: BlockingDeps) {
  /** In the live session, in the last one while it can be reported, or in the history. */
  async function partnerNamed({ userId }: Actor, named: string): Promise<Partner | undefined> {
    const found = await sessions.reportable(userId, undefined, clock.now())
    if (found) {
      const { user, publicId } = partnerOf(found.session, userId)
      if (publicId === named) return { user, session: found.session }
    }
    return history.partnerNamed(userId, named)
  }

  return {
    /**
     * The two never meet again. Named by the partner's id of the live session, it ends that session. Named by an account's id, it
     * ends none and answers alike, so that it cannot be tried out who one's partner is.
     *
     * @param named - a partner's id of a session, live or past, or an account's id
     * @throws USER_NOT_FOUND
     */
    async block(actor: Actor, named: string): Promise<BlockId> {
      const { userId: blocker, tenantId } = actor
      const createdAt = clock.now()
      const partner = await partnerNamed(actor, named)
      const blocked = partner?.user ?? named
      const session = partner?.session ?? null
      const block = { tenantId, blocker, blocked, blockedAs: named, session, createdAt }
      const id = blocked === blocker ? undefined : await blocks.add(block)
      if (id === undefined) throw new DomainError('USER_NOT_FOUND')
      const about = { blocker, blocked, session: session?.id ?? null, reported: false }
      await bus.signal({ type: 'user.blocked', ...about, at: createdAt })
      return id
    },

    /**
     * The two may meet again at once, unless there is another block between them.
     *
     * @param named - the block's id, or the name by which it was made
     * @throws USER_NOT_FOUND when there was no such block
     */
    async unblock({ userId: blocker }: Actor, named: string): Promise<void> {
      const apart = [...(await blocks.around(blocker))]
      const blocked = await blocks.remove(blocker, named)
      if (blocked === undefined) throw new DomainError('USER_NOT_FOUND')
      await bus.signal({ type: 'user.unblocked', blocker, blocked, apart, at: clock.now() })
    },

    blocksOf: ({ userId }: Actor) => blocks.byBlocker(userId),
  }
}
