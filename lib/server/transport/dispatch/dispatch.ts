import { rangeOf } from '@/lib/domain/address-range'
import { isRaw } from '@/lib/contracts/kit'
import { LIMITS, type LimitName } from '@/lib/domain/limits'
import { type Actor } from '@/lib/domain/accounts'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import type { ConnectionId, ConversationId, UserId } from '@/lib/domain/ids'
import type { LogId } from '@/lib/domain/logs'
import type { Gateway } from '@/lib/server/gateways/kit'
import type { Services } from '@/lib/server/core'
import type { LimitsService } from '@/lib/server/services/connections/limits'
import { requireAccess } from '../access'
import type { Handshake } from '../sockets/handshake'
import { createEventTable, type Route } from './event-table'
import { holdsUnstorable, payloadFault } from './payload'
import { asRefusal, formatRefusal, UNKNOWN_FAMILY, UNKNOWN_FRAME_FAMILY } from '../refusal'

/** A live connection as dispatch sees it. */
export interface ClientConnection {
  readonly id: ConnectionId
  readonly namespace: string
  /** Client's address; IPv6 by /64. */
  readonly address: string
  readonly handshake: Handshake
  actor: Actor | undefined
  /** Contracts whose events this connection gets, those of its handshake first. */
  readonly speaks: ReadonlySet<string>
  /** Contracts of which it used a name that no other contract has, the last one at the end. */
  readonly used: ReadonlySet<string>
  emit(event: string, data: unknown): void
  become(actor: Actor): Promise<void>
  /** It has used an event of a contract's own. */
  uses(contract: string): void
  markDelivered(log: LogId, seq: number): void
  ensureFollowed(conversation: ConversationId): Promise<void>
  look(conversation: ConversationId): void
  lookAway(conversation: ConversationId): boolean
  follow(users: readonly UserId[]): void
  unfollow(users: readonly UserId[]): void
  /** It has sent an event of somebody who sits before it. */
  acts(): void
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
 * Passes one event of a connection through form, identity, limits and the service, and answers it: by the acknowledgement
 * if one was asked for, else (or also) by the contract's error event. Never silent, never throws.
 */
export function createDispatch({ gateways, services, limits, log }: Deps) {
  const table = createEventTable(gateways)

  async function handle(
    client: ClientConnection,
    event: string,
    payload: unknown,
    ack: Ack | undefined,
  ): Promise<void> {
    const routes = table.find(event, client)
    const [first] = routes
    try {
      await countEvent(client)
      if (!first) throw unknownEvent(client, event)
      const answered = await answer(client, routes, first, payload)
      ack?.(answered)
    } catch (error) {
      const family = first?.family ?? (isRaw(client.namespace) ? UNKNOWN_FRAME_FAMILY : UNKNOWN_FAMILY)
      const cause = asRefusal(error, (bug) =>
        log.error({ err: bug, event, connection: client.id }, 'event failed'),
      )
      const refusal = formatRefusal(family, cause)
      const bare = bareAckOf(first)
      ack?.(bare ? bare.refused : refusal.ack)
      if (!ack || bare || family.always) client.emit(refusal.event, refusal.payload)
      const { status } = ERRORS[cause.reason]
      if (family.closes && (status === 401 || status === 403)) client.close(refusal.ack.error, 4_000 + status)
    }
  }

  /** Refusals cost the server too: a client that does not stop is not answered for ever. @throws RATE_LIMIT_EXCEEDED */
  async function countEvent(client: ClientConnection): Promise<void> {
    try {
      await limits.consume('events', client.id)
    } catch (refusal) {
      await limits
        .consume('refusedEvents', client.id)
        .catch(() => client.close('too many events', POLICY_VIOLATION))
      throw refusal
    }
  }

  async function answer(
    client: ClientConnection,
    routes: readonly Route[],
    first: Route,
    payload: unknown,
  ): Promise<unknown> {
    requireAccess(first.row.access, client.actor)
    const { route, input } = parse(routes, first, payload)
    requireAccess(route.row.access, client.actor)
    if (client.actor && routes.length === 1) client.uses(route.contract)
    if (!route.row.isPassive) client.acts()
    for (const name of route.row.limits) await limits.consume(name, whoOf(name, client))
    const context = contextOf(client, route.contract)
    const result = await route.handle(input as never, context as never)
    return bareAckOf(route) ? result : { success: true, ...(result as object | undefined) }
  }

  function contextOf(client: ClientConnection, contract: string) {
    return {
      actor: client.actor,
      services,
      connection: client.id,
      address: client.address,
      handshake: client.handshake[contract] ?? {},
      reply: client.emit,
      markDelivered: client.markDelivered,
      look: client.look,
      ensureFollowed: client.ensureFollowed,
      lookAway: client.lookAway,
      follow: client.follow,
      unfollow: client.unfollow,
      become: async (actor: Actor) => {
        await client.become(actor)
        client.uses(contract)
      },
    }
  }

  /** Sends a connection what its contracts send first on its namespace. */
  async function greet(client: ClientConnection): Promise<void> {
    for (const { contract, greet: greetings } of gateways) {
      const send = client.speaks.has(contract.name) ? greetings?.[client.namespace] : undefined
      await send?.(contextOf(client, contract.name) as never)
    }
  }

  return { handle, greet, namespaces: table.namespaces }
}

export type Dispatch = ReturnType<typeof createDispatch>

function bareAckOf(route: Route | undefined) {
  const ack = route?.row.ack
  return ack && 'bare' in ack ? ack : undefined
}

/** The first contract whose schema the payload fits. @throws the first one's refusal when none does */
function parse(routes: readonly Route[], first: Route, payload: unknown): { route: Route; input: unknown } {
  const fault = payloadFault(payload)
  if (fault !== undefined) throw new DomainError(first.row.invalid ?? 'INVALID_REQUEST')
  for (const route of routes) {
    const parsed = route.row.input.safeParse(payload ?? {})
    if (parsed.success && !holdsUnstorable(parsed.data)) return { route, input: parsed.data }
  }
  throw new DomainError(first.row.invalid ?? 'INVALID_REQUEST')
}

function whoOf(name: LimitName, client: ClientConnection): string {
  switch (LIMITS[name].per) {
    case 'address':
      return client.address
    case 'range':
      return rangeOf(client.address)
    case 'connection':
      return client.id
    case 'account':
    case 'login':
    case 'named-account':
      return client.actor?.userId ?? client.address
  }
}

/** A connection without an account learns which events exist from no refusal. */
function unknownEvent({ actor, namespace }: ClientConnection, event: string): DomainError {
  if (!actor && !isRaw(namespace)) return new DomainError('AUTHENTICATION_REQUIRED')
  return new DomainError('UNKNOWN_EVENT', { description: `Unknown event: ${event.slice(0, 60)}` })
}
