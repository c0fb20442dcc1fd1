import type { Actor } from '@/lib/domain/accounts'
import { type Call, othersIn, personIn } from '@/lib/domain/calls/call'
import { connect, noteOffer, requireStep } from '@/lib/domain/calls/steps'
import { DomainError } from '@/lib/domain/errors'
import { callOffered, callSignal } from '@/lib/domain/events/call-builders'
import type { CallId, Millis, UserId } from '@/lib/domain/ids'
import {
  MAX_SIGNAL_BYTES,
  type MediaSignal,
  type Opaque,
  type SignalKind,
} from '@/lib/domain/media/signalling'
import type { KeptSignals } from '@/lib/server/ports/calls/kept-signals'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly liveCalls: LiveCalls
  readonly keptSignals: KeptSignals
  readonly clock: Clock
  readonly bus: Bus
}

/** A client that signals its offer after the call is placed does so within this; else the call goes on without one. */
const OFFER_WITHIN_MS: Millis = 300
/** Whoever expects an answer with the acceptance is sent that without one after this. */
const ANSWER_WITHIN_MS: Millis = 1_000

/** A step of setting up the media. Without `to`: for the other one of a call of two. */
export interface OutgoingCallSignal {
  readonly kind: SignalKind
  readonly body: Opaque
  readonly to?: UserId | undefined
}

/** Relays what the people of a call need to reach each other. The server never looks into it. */
export function createCallSignalling({ liveCalls, keptSignals, clock, bus }: Deps) {
  /** Calls whose offer, or whose answer, others wait for; on the process of the one who is to send it. */
  const awaited = new Map<string, (body: Opaque | null) => Promise<void>>()
  const offerOf = (id: CallId) => `offer ${id}`
  const answerOf = (id: CallId) => `answer ${id}`

  function waitFor(key: string, ms: Millis, then: (body: Opaque | null) => Promise<void>): void {
    const stop = clock.after(ms, async () => void (await resolve(key, null)))
    awaited.set(key, async (body) => {
      stop()
      await then(body)
    })
  }

  async function resolve(key: string, body: Opaque | null): Promise<boolean> {
    const then = awaited.get(key)
    awaited.delete(key)
    await then?.(body)
    return then !== undefined
  }

  async function relay(call: Call, to: UserId, signal: MediaSignal, isAnswerOfCall = false): Promise<void> {
    const person = personIn(call, to)
    if (!person?.connection) return
    await bus.publish(
      callSignal(call, signal, { to, connection: person.connection, isAnswerOfCall }, clock.now()),
    )
  }

  const canReceive = (call: Call, to: UserId) => {
    const person = personIn(call, to)
    return person?.stage === 'in' && person.awayUntil === null
  }

  /** @param isWanted - what else is kept is of no use any more */
  async function flush(call: Call, user: UserId, isWanted: (signal: MediaSignal) => boolean = () => true) {
    const kept = await keptSignals.take(call.id, user)
    for (const signal of kept.filter(isWanted)) await relay(call, user, signal)
  }

  /** Relayed, or kept until the person has answered or is back. */
  async function pass(call: Call, to: UserId, signal: MediaSignal): Promise<void> {
    if (canReceive(call, to)) return relay(call, to, signal)
    await keptSignals.keep(call.id, to, signal)
    const now = await liveCalls.find(call.id)
    if (now && canReceive(now, to)) await flush(now, to)
  }

  async function noteConnected(call: Call): Promise<void> {
    if (call.connectedAt === null)
      await liveCalls.change(call.id, (before) => connect(before, clock.now()), clock.now())
  }

  return {
    flush: (call: Call, user: UserId) => flush(call, user),
    /** The offer that came with the call. */
    keepOffer: (call: Call, to: UserId, body: Opaque) =>
      keptSignals.keep(call.id, to, { from: call.placer, kind: 'offer', body }),

    /** The placer's offer that somebody who is called begins with; null: there is none. */
    async offerFor(call: Call, to: UserId): Promise<Opaque | null> {
      const kept = await keptSignals.peek(call.id, to)
      const offer = kept.find(({ kind, from }) => kind === 'offer' && from === call.placer)?.body ?? null
      if (offer !== null && !call.isOfferKnown) await liveCalls.change(call.id, noteOffer, clock.now())
      return offer
    },

    /** The placer's client sends its offer right after placing: clients that take it with the call wait for it a moment. */
    awaitOffer(call: Call, to: UserId): void {
      waitFor(offerOf(call.id), OFFER_WITHIN_MS, async (offer) => {
        const noted = await liveCalls.change(
          call.id,
          offer === null ? () => undefined : noteOffer,
          clock.now(),
        )
        if (noted && personIn(noted.after, to)?.stage === 'rings')
          await bus.publish(callOffered(noted.after, to, offer, clock.now()))
      })
    },

    /**
     * Somebody has answered: they get what was kept for them. Who placed the call with an offer expects the answer with the acceptance,
     * and waits for it a moment.
     *
     * @param given - undefined: it is signalled right after
     */
    async answered(
      call: Call,
      by: UserId,
      given: Opaque | null | undefined,
      announce: (answer: Opaque | null) => Promise<void>,
    ): Promise<void> {
      if (given === undefined && call.takesAnswer) waitFor(answerOf(call.id), ANSWER_WITHIN_MS, announce)
      else await announce(given ?? null)
      const hasAnswered = given !== undefined && given !== null
      if (hasAnswered) {
        await relay(call, call.placer, { from: by, kind: 'answer', body: given }, true)
        await noteConnected(call)
      }
      // Whoever answers is sent it after the answer to answering.
      clock.soon(() => flush(call, by, ({ kind }) => !(hasAnswered && call.isOfferKnown) || kind !== 'offer'))
    },

    /** @throws CALL_NOT_FOUND, CALL_NOT_ANSWERED, USER_NOT_FOUND, PAYLOAD_TOO_LARGE */
    async send({ userId: from }: Actor, call: Call, { kind, body, to }: OutgoingCallSignal): Promise<void> {
      if (Buffer.byteLength(JSON.stringify(body) ?? '') > MAX_SIGNAL_BYTES)
        throw new DomainError('PAYLOAD_TOO_LARGE')
      requireStep(call, from, 'signal')
      const others = othersIn(call, from)
      const target =
        to === undefined ? others.length === 1 && others[0] : others.find(({ user }) => user === to)
      if (!target) throw new DomainError('USER_NOT_FOUND')
      const signal = { from, kind, body }
      const isExpected = kind === 'answer' && target.user === call.placer
      if (isExpected && (await resolve(answerOf(call.id), body))) await relay(call, target.user, signal, true)
      else await pass(call, target.user, signal)
      if (kind === 'offer' && from === call.placer) await resolve(offerOf(call.id), body)
      if (kind === 'answer') await noteConnected(call)
    },
  }
}

export type CallSignalling = ReturnType<typeof createCallSignalling>
