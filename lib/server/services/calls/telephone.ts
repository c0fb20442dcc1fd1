import type { Actor } from '@/lib/domain/accounts'
import { advance, type TelephoneCall, type TelephoneStep } from '@/lib/domain/calls/telephone'
import { DomainError } from '@/lib/domain/errors'
import type { CallId, Millis } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { isServed, toE164 } from '@/lib/domain/phone'
import { toUser } from '@/lib/domain/topics'
import type { TelephoneCallName, TelephoneCalls } from '@/lib/server/ports/calls/telephone-calls'
import type { Telephony } from '@/lib/server/ports/calls/telephony'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly telephoneCalls: TelephoneCalls
  readonly telephony: Telephony
  /** Beginnings of numbers that may be called; none: all. */
  readonly telephonePrefixes: readonly string[]
  /** Calls of a tenant in a day, by UTC. */
  readonly telephoneDailyMax: number
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

const DAY_MS: Millis = 24 * 60 * 60_000
/** What no provider says the end of has failed: a simulated one whose process has gone, a real one that is silent for so long. */
const LOST_AFTER_MS = { simulated: 60_000, real: 4 * 60 * 60_000 }
const LOST_EVERY_MS: Millis = 60_000
const LOST_AT_ONCE = 200

/** Calls to telephones, which cost money: made by a provider, which says what becomes of them. */
export function createTelephone(deps: Deps) {
  const { telephoneCalls, telephony, telephonePrefixes, telephoneDailyMax, clock, ids, bus } = deps

  async function announce(call: TelephoneCall): Promise<void> {
    await bus.publish({ type: 'telephone.changed', call, at: clock.now(), audience: [toUser(call.placer)] })
  }

  async function step(name: TelephoneCallName, next: TelephoneStep): Promise<void> {
    const changed = await telephoneCalls.change(name, (call) => advance(call, next, clock.now()))
    if (changed) await announce(changed)
  }

  telephony.onStep(step)

  clock.every(LOST_EVERY_MS, async () => {
    const after = telephony.isSimulated ? LOST_AFTER_MS.simulated : LOST_AFTER_MS.real
    for (const id of await telephoneCalls.open(clock.now() - after, LOST_AT_ONCE))
      await step({ id }, { status: 'failed', endedReason: 'no-status' })
  })

  /** @throws INVALID_REQUEST */
  function requireNumber(typed: string): string {
    const number = toE164(typed)
    const refusal = (description: string) =>
      new DomainError('INVALID_REQUEST', { field: 'customerNumber', description })
    if (number === undefined) throw refusal('A number with its country, such as +15550100')
    if (!isServed(number, telephonePrefixes))
      throw refusal('Numbers of this country are not called from here')
    return number
  }

  return {
    /**
     * Calls a number.
     *
     * @throws FORBIDDEN, INVALID_REQUEST, RATE_LIMIT_EXCEEDED after as many calls as a day may have, UNAVAILABLE where the provider
     *   does not make it
     */
    async place(
      actor: Actor,
      { customerNumber, assistantId }: Pick<TelephoneCall, 'customerNumber' | 'assistantId'>,
    ): Promise<TelephoneCall> {
      if (!telephony.isSimulated) authorize(actor, 'call.telephone')
      else if (actor.isGuest) throw new DomainError('FORBIDDEN')
      const number = requireNumber(customerNumber)
      const now = clock.now()
      const call: TelephoneCall = {
        id: ids.next(),
        tenantId: actor.tenantId,
        placer: actor.userId,
        customerNumber: number,
        assistantId,
        status: 'initiated',
        endedReason: null,
        placedAt: now,
        answeredAt: null,
        endedAt: null,
      }
      const since = now - (now % DAY_MS)
      if ((await telephoneCalls.add(call, { since, max: telephoneDailyMax })) === 'too-many')
        throw new DomainError('RATE_LIMIT_EXCEEDED', {
          retryAfter: Math.ceil((since + DAY_MS - now) / 1_000),
        })
      await announce(call)
      try {
        const { providerId } = await telephony.place(call)
        await telephoneCalls.name(call.id, providerId)
      } catch (error) {
        await step({ id: call.id }, { status: 'failed', endedReason: 'provider-error' })
        throw new DomainError('UNAVAILABLE', {
          description: `The call could not be made: ${reasonOf(error)}`,
        })
      }
      return call
    },

    /** One's own. @throws CALL_NOT_FOUND */
    async find({ userId }: Actor, id: CallId): Promise<TelephoneCall> {
      const call = await telephoneCalls.find(id)
      if (call?.placer !== userId) throw new DomainError('CALL_NOT_FOUND')
      return call
    },

    /** What the provider has to say; again, or of no call, without effect. @throws NOT_FOUND without a webhook, INVALID_TOKEN */
    async webhook(secret: string | undefined, body: unknown): Promise<void> {
      if (!telephony.webhook) throw new DomainError('NOT_FOUND')
      if (!telephony.webhook.isFrom(secret)) throw new DomainError('INVALID_TOKEN')
      const told = telephony.webhook.read(body)
      if (told) await step(told.name, told.step)
    },
  }
}

/** Of whoever makes calls: no number, no key. */
const reasonOf = (error: unknown) =>
  error instanceof Error && /^Vapi answers \d{3}$/.test(error.message)
    ? error.message
    : 'the provider does not answer'
