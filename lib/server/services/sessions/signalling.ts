import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { sessionSignal } from '@/lib/domain/events/session-builders'
import type { ConnectionId, SessionId, UserId } from '@/lib/domain/ids'
import { active, hasMedia, withMedia } from '@/lib/domain/media/session-media'
import {
  comeBack,
  MAX_SIGNAL_BYTES,
  type MediaSignal,
  type Opaque,
  receive,
  releaseHeld,
  type Signalling,
  type SignalKind,
  UNANSWERED_MS,
} from '@/lib/domain/media/signalling'
import { me, partnerOf, type Session } from '@/lib/domain/sessions'
import type { AccountSockets } from '@/lib/server/ports/connections/account-sockets'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { SignallingStore } from '@/lib/server/ports/sessions/signalling'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly sessions: Sessions
  readonly signallingStore: SignallingStore
  readonly accountSockets: Pick<AccountSockets, 'newest'>
  readonly clock: Clock
  readonly bus: Bus
}

/** A step of setting up a media connection, from one connection of its sender. */
export interface OutgoingSignal {
  readonly kind: SignalKind
  readonly body: Opaque
  readonly connection: ConnectionId
}

/** Relays what two people need to reach each other directly. The server never looks into it. */
export function createSignalling({ sessions, signallingStore, accountSockets, clock, bus }: Deps) {
  /** Who is found is the partner's present connection, so each signal is published with the session as it is now. */
  async function relay(session: Session, signals: readonly MediaSignal[]): Promise<void> {
    for (const signal of signals) {
      await bus.publish(sessionSignal(session, signal, clock.now()))
      if (signal.kind === 'offer') clock.after(UNANSWERED_MS, () => release(session.id, signal.from))
    }
  }

  /** An offer was not answered: what it held back is relayed. */
  async function release(id: SessionId, user: UserId): Promise<void> {
    const session = await sessions.ofUser(user)
    if (session?.id !== id) return
    const isAway = me(session, user).awayUntil !== null
    await relay(
      session,
      await signallingStore.change(id, (before) => releaseHeld(before, clock.now(), isAway)),
    )
  }

  /** The session with the sender's connection noted, and that they did something; it is saved only when that is news. */
  async function noted(session: Session, user: UserId, connection: ConnectionId): Promise<Session> {
    const now = clock.now()
    const note = (before: Session) => {
      const isKnown = me(before, user).media?.connection === connection
      const after = active(isKnown ? before : withMedia(before, user, { connection }), now)
      return after === before ? undefined : after
    }
    if (!note(session)) return session
    return (await sessions.change(user, session.id, note, now))?.after ?? session
  }

  async function flush(session: Session, user: UserId): Promise<void> {
    const rule = (before: Signalling) => comeBack(before, user, clock.now())
    await relay(session, await signallingStore.change(session.id, rule))
  }

  /** A person's connection that took the signals is gone: their newest one takes them. */
  async function replaceConnection(user: UserId, gone: ConnectionId | null): Promise<void> {
    const session = await sessions.ofUser(user)
    if (!session || !hasMedia(session) || me(session, user).media?.connection !== gone) return
    const connection = (await accountSockets.newest(user, gone)) ?? null
    const rule = (before: Session) =>
      me(before, user).media?.connection === gone ? withMedia(before, user, { connection }) : undefined
    await sessions.change(user, session.id, rule, clock.now())
  }

  bus.on('connection.closed', async ({ user, capability, last, connection }) => {
    if (capability === 'sessions' && !last) await replaceConnection(user, connection)
  })
  bus.on('connection.opened', async ({ user, capability }) => {
    if (capability === 'sessions') await replaceConnection(user, null)
  })
  bus.on('session.replayed', async ({ session, reader }) => {
    if (hasMedia(session)) await flush(session, reader)
  })
  bus.on('mode.changed', async ({ session }) => {
    if (!hasMedia(session)) await signallingStore.forget(session.id)
  })
  bus.on('session.ended', async ({ session }) => {
    if (me(session, session.participants[0].user).media) await signallingStore.forget(session.id)
  })

  return {
    /**
     * Relays a signal to the partner's connection; it is kept while the partner is away, and held while both offer.
     *
     * @throws SESSION_NOT_FOUND without a session that has sound, PAYLOAD_TOO_LARGE
     */
    async send(actor: Actor, id: SessionId | undefined, outgoing: OutgoingSignal): Promise<void> {
      const from = actor.userId
      const found = await sessions.ofUser(from)
      if (!found || !hasMedia(found) || (id !== undefined && found.id !== id))
        throw new DomainError('SESSION_NOT_FOUND')
      const { kind, body, connection } = outgoing
      if (Buffer.byteLength(JSON.stringify(body) ?? '') > MAX_SIGNAL_BYTES)
        throw new DomainError('PAYLOAD_TOO_LARGE')
      const session = await noted(found, from, connection)
      const partner = partnerOf(session, from)
      const isPartnerAway = partner.awayUntil !== null
      const arrived = { isPartnerAway, now: clock.now() }
      const signals = await signallingStore.change(session.id, (before) =>
        receive(before, { from, kind, body }, arrived),
      )
      await relay(session, signals)
      if (!isPartnerAway) return
      const later = await sessions.ofUser(from)
      if (later?.id === session.id && partnerOf(later, from).awayUntil === null)
        await flush(later, partner.user)
    },

    /** A participant is back, and has been sent the state of the session: what was kept for them follows. */
    comeBack: ({ userId }: Actor, session: Session) => flush(session, userId),
  }
}
