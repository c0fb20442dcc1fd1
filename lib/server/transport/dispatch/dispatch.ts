import { isRaw } from '@/lib/contracts/kit'
import { LIMITS, type LimitName } from '@/lib/domain/limits'
import { type Actor } from '@/lib/domain/accounts'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import type { ConnectionId, SessionId } from '@/lib/domain/ids'
import type { Gateway } from '@/lib/server/gateways/kit'
import type { Services } from '@/lib/server/gateways/services'
import type { LimitsService } from '@/lib/server/services/connections/limits'
import { requireAccess } from '../access'
import { createEventTable, type Route } from './event-table'
import { holdsUnstorable, payloadFault } from './payload'
import { asRefusal, spellRefusal, UNKNOWN_FAMILY, UNKNOWN_FRAME_FAMILY } from '../refusal'

/** A live connection as dispatch sees it. */
export interface Peer {
  readonly id: ConnectionId
  readonly channel: string
  /** Client's address; IPv6 by /64. */
  readonly address: string
  actor: Actor | undefined
  /** Contracts whose events this connection hears. */
  readonly speaks: Set<string>
  emit(event: string, data: unknown): void
  become(actor: Actor): Promise<void>
  heardUpTo(session: SessionId, seq: number): void
  /** @param code - of the WebSocket, where the wire has one */
  close(reason: string, code: number): void
}

interface Deps {
  readonly gateways: readonly Gateway[]
  readonly services: Services
  readonly limits: LimitsService
  readonly log: { error(context: object, message: string): void }
}

type Ack = (answer: unknown) => void

/** RFC 6455, 7.4.1. */
const POLICY_VIOLATION = 1_008

/**
 * Takes one event of a connection through form, identity, limits and the service, and answers it: by the acknowledgement
 * if one was asked for, else (or also) by the contract's error event. Never silent, never throws.
 */
export function createDispatch({ gateways, services, limits, log }: Deps) {
  const table = createEventTable(gateways)

  async function take(peer: Peer, event: string, payload: unknown, ack: Ack | undefined): Promise<void> {
    const routes = table.find(peer.channel, event, peer.speaks)
    const [first] = routes
    try {
      await countEvent(peer)
      if (!first) throw unknownEvent(peer, event)
      const fields = await answer(peer, routes, first, payload)
      ack?.({ success: true, ...fields })
    } catch (error) {
      const family = first?.family ?? (isRaw(peer.channel) ? UNKNOWN_FRAME_FAMILY : UNKNOWN_FAMILY)
      const cause = asRefusal(error, (bug) =>
        log.error({ err: bug, event, connection: peer.id }, 'event failed'),
      )
      const refusal = spellRefusal(family, cause)
      ack?.(refusal.ack)
      if (!ack || family.always) peer.emit(refusal.event, refusal.payload)
      const { status } = ERRORS[cause.reason]
      if (family.closes && (status === 401 || status === 403)) peer.close(refusal.ack.error, 4_000 + status)
    }
  }

  /** Being refused costs the server too: who does not stop is not answered for ever. @throws RATE_LIMIT_EXCEEDED */
  async function countEvent(peer: Peer): Promise<void> {
    try {
      await limits.take('events', peer.id)
    } catch (refusal) {
      await limits.take('refusedEvents', peer.id).catch(() => peer.close('too many events', POLICY_VIOLATION))
      throw refusal
    }
  }

  async function answer(
    peer: Peer,
    routes: readonly Route[],
    first: Route,
    payload: unknown,
  ): Promise<object> {
    requireAccess(first.row.access, peer.actor)
    const { route, input } = parse(routes, first, payload)
    requireAccess(route.row.access, peer.actor)
    if (peer.actor) peer.speaks.add(route.contract)
    for (const name of route.row.limits) await limits.take(name, whoOf(name, peer))
    const context = contextOf(peer, route.contract)
    return ((await route.handle(input as never, context as never)) as object | undefined) ?? {}
  }

  function contextOf(peer: Peer, contract: string) {
    return {
      actor: peer.actor,
      services,
      connection: peer.id,
      address: peer.address,
      reply: peer.emit,
      heardUpTo: peer.heardUpTo,
      become: async (actor: Actor) => {
        await peer.become(actor)
        peer.speaks.add(contract)
      },
    }
  }

  /** Says to a connection what its contracts say first on its channel. */
  async function greet(peer: Peer): Promise<void> {
    for (const { contract, greet: greetings } of gateways) {
      const say = peer.speaks.has(contract.name) ? greetings?.[peer.channel] : undefined
      await say?.(contextOf(peer, contract.name) as never)
    }
  }

  return { take, greet, channels: table.channels }
}

export type Dispatch = ReturnType<typeof createDispatch>

/** The first way of taking the event whose schema the payload fits. @throws the first way's refusal when none does */
function parse(routes: readonly Route[], first: Route, payload: unknown): { route: Route; input: unknown } {
  const fault = payloadFault(payload)
  if (fault !== undefined) throw new DomainError(first.row.invalid ?? 'INVALID_REQUEST')
  for (const route of routes) {
    const parsed = route.row.input.safeParse(payload ?? {})
    if (parsed.success && !holdsUnstorable(parsed.data)) return { route, input: parsed.data }
  }
  throw new DomainError(first.row.invalid ?? 'INVALID_REQUEST')
}

function whoOf(name: LimitName, peer: Peer): string {
  switch (LIMITS[name].per) {
    case 'address':
      return peer.address
    case 'connection':
      return peer.id
    case 'account':
    case 'login':
    case 'named-account':
      return peer.actor?.userId ?? peer.address
  }
}

/** Who has not said who they are learns of no names. */
function unknownEvent({ actor, channel }: Peer, event: string): DomainError {
  if (!actor && !isRaw(channel)) return new DomainError('AUTHENTICATION_REQUIRED')
  return new DomainError('UNKNOWN_EVENT', { description: `Unknown event: ${event.slice(0, 60)}` })
}
