import { type Actor, isBanned } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { SessionId, UserId } from '@/lib/domain/ids'
import { REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import { partnerOf } from '@/lib/domain/sessions'
import { toUser } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Blocks } from '@/lib/server/ports/moderation/moderation'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { Openings } from './openings'

interface Deps {
  readonly sessions: Pick<Sessions, 'missed'>
  /** Who wanted it in which session. */
  readonly touchWishes: Marks
  readonly accounts: Pick<Accounts, 'byId'>
  readonly blocks: Pick<Blocks, 'add'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'of'>
  readonly openings: Pick<Openings, 'openPair'>
  readonly clock: Clock
  readonly bus: Bus
}

const wishOf = (session: SessionId, user: UserId) => `touch ${session} ${user}`

/**
 * From a random session to a direct conversation, if both want it. Guests may: whoever has the device comes back to the account.
 *
 * @see contracts, sections 4 "One session, any kind" and 9 "stay-in-touch"
 */
export function createStayingInTouch(deps: Deps) {
  const { sessions, touchWishes, accounts, blocks, avoidedPeople, openings, clock, bus } = deps

  /** Whether the other one is still there for the actor: of what keeps them apart nothing shows. */
  async function isThere(actor: Actor, other: UserId): Promise<boolean> {
    const account = await accounts.byId(other)
    if (!account?.isActive || isBanned(account, clock.now())) return false
    return !(await avoidedPeople.of(actor.userId)).has(other)
  }

  // Who stayed in touch knows whom they block by the session: it is a block in their conversation as well.
  bus.on('user.blocked', async ({ blocker, blocked, session, reported, at }) => {
    if (session === null) return
    const wishes = await Promise.all(
      [blocker, blocked].map((user) => touchWishes.has(wishOf(session, user), at)),
    )
    const account = wishes.every(Boolean) ? await accounts.byId(blocker) : undefined
    if (!account) return
    const block = {
      tenantId: account.tenantId,
      blocker,
      blocked,
      blockedAs: blocked,
      session: null,
      createdAt: at,
    }
    if ((await blocks.add(block)) === undefined) return
    await bus.signal({ type: 'user.blocked', blocker, blocked, session: null, reported, at })
  })

  return {
    /**
     * The actor wants it. Published to both once both do, and to the actor alone when asked again after that; until then nothing
     * shows. When both ask in the same moment it may be published twice.
     *
     * @throws SESSION_NOT_FOUND: none of theirs that is live or ended at most 5 minutes ago
     */
    async ask(actor: Actor, id: SessionId): Promise<void> {
      const [user, now] = [actor.userId, clock.now()]
      const found = await sessions.missed(user, id, Number.MAX_SAFE_INTEGER)
      if (!found || (found.session.end?.at ?? now) + REPORTABLE_AFTER_END_MS < now)
        throw new DomainError('SESSION_NOT_FOUND')
      const other = partnerOf(found.session, user).user
      const isRepeated = await touchWishes.has(wishOf(id, user), now)
      await touchWishes.set(wishOf(id, user), now)
      if (!(await touchWishes.has(wishOf(id, other), now)) || !(await isThere(actor, other))) return
      const conversation = await openings.openPair(actor, other)
      const told = isRepeated ? [user] : [user, other]
      await bus.publish({
        type: 'conversation.stayed-in-touch',
        session: id,
        conversation,
        pair: [user, other],
        told,
        at: now,
        audience: told.map(toUser),
      })
    },
  }
}
