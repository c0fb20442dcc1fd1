import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { participantDisconnected, sessionStarted } from '@/lib/domain/events/session-builders'
import { MAX_BITRATE, type MediaWish } from '@/lib/domain/media/media'
import { toUser } from '@/lib/domain/topics'
import type { Millis, UserId } from '@/lib/domain/ids'
import {
  AVOID_REMEMBERED_MS,
  estimateWaitSeconds,
  EX_PARTNER_MS,
  foldInterests,
  type Pairing,
  sharedInterests,
  type Waiter,
  type Waiting,
} from '@/lib/domain/matching'
import { searchGoods } from '@/lib/domain/payments/goods'
import { carriesVideo, isStranded, type NetworkCheck, suggestionFor } from '@/lib/domain/media/network-check'
import { type ChatType, type Dialect, type NewParticipant } from '@/lib/domain/sessions'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Blocks } from '@/lib/server/ports/moderation/moderation'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Ledger } from '@/lib/server/ports/payments/ledger'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { PausesService } from '../moderation/pauses'
import type { QuickLeavesService } from './quick-leaves'
import type { AvoidedPeople } from './avoided-people'
import type { MatchingPolicyService } from './policy'
import { createRecentWaits } from './recent-waits'

interface Deps {
  readonly waitingRoom: WaitingRoom
  readonly sessions: Sessions
  readonly connections: Connections
  readonly blocks: Blocks
  readonly ledger: Pick<Ledger, 'possessions'>
  readonly quickLeaves: QuickLeavesService
  readonly pauses: Pick<PausesService, 'admit'>
  readonly avoidedPeople: AvoidedPeople
  readonly matchingPolicy: Pick<MatchingPolicyService, 'current'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** What a person asks of a partner. `interests` as written; compared case-folded. */
export interface Wish {
  readonly chatType: ChatType
  readonly minTier: number
  readonly interests: readonly string[]
  /** What the client knows of its line. */
  readonly network?: NetworkCheck | undefined
  readonly dialect: Dialect
  /** What the person brings to a session with sound; ignored for text. */
  readonly media?: MediaWish
}

export interface QueuePosition {
  readonly position: number
  readonly estimateSeconds: number
  /** Whether the person was waiting already. */
  readonly again: boolean
}

const mediaOf = ({ chatType, media }: Wish): MediaWish | null =>
  chatType === 'text' ? null : (media ?? { maxBitrate: MAX_BITRATE, connection: null })

/** How often partners are searched again for people who wait, and for how many at once. */
const RETRY_MS = 100
const RETRY_AT_ONCE = 256
const SETTLE_AT_ONCE = 64

/** Pairs strangers. */
export function createMatching(deps: Deps) {
  const { waitingRoom, sessions, connections, blocks, ledger, quickLeaves, pauses, avoidedPeople } = deps
  const { matchingPolicy, clock, ids, bus } = deps
  const recentWaits = createRecentWaits()

  async function waitingFor(
    actor: Actor,
    wish: Wish,
    heldUntil: Millis | null,
    now: Millis,
  ): Promise<Waiting> {
    const [avoid, owned, last] = await Promise.all([
      avoidedPeople.of(actor.userId),
      ledger.possessions(actor.userId, now),
      sessions.lastPartner(actor.userId, now),
    ])
    return {
      user: actor.userId,
      tenantId: actor.tenantId,
      tier: actor.tier,
      chatType: wish.chatType,
      dialect: wish.dialect,
      minTier: wish.minTier,
      interests: foldInterests(wish.interests),
      interestsAsWritten: wish.interests,
      since: now,
      avoid,
      carriesVideo: carriesVideo(wish.network),
      heldUntil,
      ...searchGoods(owned),
      media: mediaOf(wish),
      policy: matchingPolicy.current(),
      exPartner: last ? { user: last.user, until: last.endedAt + EX_PARTNER_MS } : null,
    }
  }

  /** What the waiting room asks of the actor, read so lately that it still remembers any block made since. */
  async function newcomerFor(actor: Actor, wish: Wish, address: string | undefined): Promise<Waiting> {
    if (actor.mustAssureAge) throw new DomainError('AGE_NOT_ASSURED')
    await pauses.admit(actor.userId)
    const heldUntil = await quickLeaves.admit(actor, address)
    for (;;) {
      const asked = clock.now()
      const newcomer = await waitingFor(actor, wish, heldUntil, asked)
      if (await sessions.ofUser(actor.userId)) throw new DomainError('ALREADY_IN_SESSION')
      const now = clock.now()
      if (now - asked < AVOID_REMEMBERED_MS / 2) return { ...newcomer, since: now }
    }
  }

  const settleLater = ({ dueAt }: Pairing) => clock.after(dueAt - clock.now(), settleDue)

  /** Makes sessions of the pairings whose delay is over. */
  async function settleDue(): Promise<void> {
    for (;;) {
      const due = await waitingRoom.takeDue(clock.now(), SETTLE_AT_ONCE)
      await Promise.all(due.map(begin))
      if (due.length < SETTLE_AT_ONCE) return
    }
  }

  const participantOf = (waiter: Waiter, partner: Waiter, here: boolean): NewParticipant => ({
    user: waiter.user,
    publicId: ids.next(),
    dialect: waiter.dialect,
    here,
    sharedInterests: sharedInterests(waiter, partner),
    media: waiter.media,
    look: waiter.look,
  })

  async function begin({ id, pair }: Pairing): Promise<void> {
    const now = clock.now()
    const [a, b] = pair
    const isHere = ({ user }: Waiter) => connections.isHere(user, 'sessions')
    const [aHere, bHere] = await Promise.all([isHere(a), isHere(b)])
    const created = await sessions.create(
      {
        id,
        tenantId: a.tenantId,
        chatType: a.chatType,
        pair: [participantOf(a, b, aHere), participantOf(b, a, bHere)],
      },
      now,
    )
    if ('busy' in created) {
      const stay = pair.map(({ user }) => user).filter((user) => !created.busy.includes(user))
      await waitingRoom.release(id, stay, now)
      return
    }
    const settlement = await waitingRoom.settle(id)
    if (settlement === 'broken') await sessions.end(a.user, id, 'left', null, now) // nothing was published of it
    if (settlement !== 'settled') return
    const waitedMs = [now - a.since, now - b.since] as const
    for (const person of pair) recentWaits.add(person, now)
    const { session } = created
    await bus.publish(sessionStarted(session, waitedMs))
    for (const { user, awayUntil } of session.participants)
      // A person without a connection for sessions, as by REST: their partner is notified at once.
      if (awayUntil !== null) await bus.publish(participantDisconnected(session, user, now))
  }

  /** Unblocked by one of two. What either does meanwhile is read again, so that no block is lost. */
  async function reconcile(one: UserId, other: UserId): Promise<void> {
    const areApart = async () => (await blocks.around(one)).has(other)
    if (await areApart()) return
    await waitingRoom.reconcile(one, other, clock.now())
    if (await areApart()) await waitingRoom.avoid(one, other, clock.now())
  }

  async function leave(user: string): Promise<boolean> {
    const at = clock.now()
    const left = await waitingRoom.leave(user, at)
    if (!left) return false
    // Who could meet nobody is no measure for others.
    if (!isStranded(left)) recentWaits.add(left, at)
    const { tenantId, chatType, dialect, since } = left
    const waitedMs = at - since
    await bus.publish({
      type: 'queue.left',
      user,
      tenantId,
      chatType,
      dialect,
      waitedMs,
      at,
      audience: [toUser(user)],
    })
    return true
  }

  bus.on('connection.closed', async ({ user, capability, last }) => {
    if (last && capability === 'sessions') await leave(user)
  })
  bus.on('account.banned', async ({ user }) => void (await leave(user)))
  bus.on('matching.paused', async ({ user }) => void (await leave(user)))
  bus.on('account.closing', async ({ user }) => void (await leave(user)))
  bus.on('user.blocked', ({ blocker, blocked }) => waitingRoom.avoid(blocker, blocked, clock.now()))
  bus.on('user.unblocked', ({ blocker, blocked }) => reconcile(blocker, blocked))
  clock.every(RETRY_MS, async () => {
    for (const pairing of await waitingRoom.retry(clock.now(), RETRY_AT_ONCE, ids.next)) settleLater(pairing)
    await settleDue()
  })

  return {
    /**
     * Pairs the actor with a stranger, or leaves them waiting; the partner arrives as an event. Joining again answers the
     * current position. A person who does nothing but leave is in the queue too, and meets others like them until their wait is over.
     *
     * @param address - the client's, where it is known
     * @throws ALREADY_IN_SESSION, RATE_LIMIT_EXCEEDED, MATCHING_PAUSED
     */
    async join(actor: Actor, wish: Wish, address?: string): Promise<QueuePosition> {
      const newcomer = await newcomerFor(actor, wish, address)
      const at = newcomer.since
      const { position, again, pairing, waiting } = await waitingRoom.join(newcomer, ids.next(), at)
      if (pairing) settleLater(pairing)
      const estimateSeconds = estimateWaitSeconds({
        isPaired: pairing !== null,
        recentMs: recentWaits.median(waiting, at),
        waitedMs: at - waiting.since,
        heldMs: (waiting.heldUntil ?? at) - at,
      })
      const { userId: user } = actor
      const { chatType, dialect } = waiting
      const audience = [toUser(user)]
      await bus.publish({
        type: 'queue.joined',
        user,
        tenantId: waiting.tenantId,
        chatType,
        dialect,
        position,
        estimateSeconds,
        suggest: suggestionFor(waiting),
        again,
        interests: [...waiting.interests],
        at,
        audience,
      })
      return { position, estimateSeconds, again }
    },

    /** @returns whether the actor was waiting */
    leave: (actor: Actor) => leave(actor.userId),
  }
}
