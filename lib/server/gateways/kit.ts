import type { z } from 'zod'
import type { BytesBody, FileOut, NamedBytes, RawBytes, StreamedFile } from '@/lib/contracts/bytes'
import type {
  AckOf,
  Contract,
  HandshakeOf,
  InboundEvent,
  InputOf,
  OutboundEvent,
  PayloadOf,
  RestRow,
} from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import type { DomainEventOf, DomainEventType } from '@/lib/domain/events/domain-event'
import type { Topic } from '@/lib/domain/topics'
import type { ConnectionId, ConversationId, LoginId, Millis, UserId } from '@/lib/domain/ids'
import type { LogId } from '@/lib/domain/logs'
import type { GeoLocation } from '@/lib/domain/geo-location'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import type { ResumePoints } from '@/lib/server/ports/connections/log-source'

import type { Services } from '@/lib/server/core'

type ActorFor<Row extends { readonly access: string }> = Row['access'] extends 'public'
  ? Actor | undefined
  : Actor
type Outbound = Readonly<Record<string, OutboundEvent>>

/** What a handler of an inbound event knows beside its payload. */
export interface EventContext<Who, Out extends Outbound, Handshake = Readonly<Record<never, never>>> {
  readonly actor: Who
  readonly services: Services
  readonly connection: ConnectionId
  /** The client's; IPv6 by /64. */
  readonly address: string
  /** What the client sent in its handshake. */
  readonly handshake: Handshake
  /** Sends an event to this connection only. */
  reply<E extends keyof Out & string>(event: E, data: PayloadOf<Out[E]>): void
  /** What was replied holds everything of a log up to this position: none of it is sent to this connection again. */
  markDelivered(log: LogId, seq: number): void
  /** Follows a conversation of the person. Resolves when none of the messages that come to it from then on is missed. */
  ensureFollowed(conversation: ConversationId): Promise<void>
  /** The conversation is open before the person on this connection from now on. */
  look(conversation: ConversationId): void
  /** @returns whether it was open */
  lookAway(conversation: ConversationId): boolean
  /** Follows people's presence on this connection, those that there is room for, or no more. */
  follow(users: readonly UserId[]): void
  unfollow(users: readonly UserId[]): void
  /** Makes the connection the actor's. @throws ALREADY_AUTHENTICATED when it is another account's */
  become(actor: Actor): Promise<void>
}

/** What a handler of a REST endpoint knows beside its input. */
export interface RestContext<Who> {
  readonly actor: Who
  readonly services: Services
  /** When the request came. */
  readonly now: Millis
  /** The client's; IPv6 by /64. */
  readonly address: string
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** The account that the request names signed in from there lately. */
  readonly isKnown: boolean
  /** The language that was chosen in the browser, or else the one that it asks for. */
  readonly language: string
  /** Words for the client's browser and system, for the person's list of logins. */
  readonly device: string
  /** Roughly where the request came from; undefined: not known. */
  readonly place: GeoLocation | undefined
  /** Whether the caller is a program on this machine, not through a proxy. */
  readonly isLocal: boolean
  /** Also starts the web session, by cookie. */
  startWebSession(user: UserId, login: LoginId): Promise<void>
  /** Also lets the browser show later, by cookie, that this address of mail signed in there. */
  knowDevice(email: string): void
  /** Also ends the web session, by cookie. */
  endWebSession(): void
  /** Starts listening for a frame to the actor, from now on; call `stop` in the end. */
  listenFor(event: string): { within(ms: Millis): Promise<unknown>; stop(): void }
}

/** An event that documents fields of its acknowledgement has to return them. */
type ResultOf<Row extends InboundEvent> =
  | AckOf<Row>
  | (Record<never, never> extends AckOf<Row> ? void : never)

/** A contract's events from the client, one service call each. */
export type GatewayInbound<C extends Contract> = {
  readonly [Ch in keyof C['namespaces']]: {
    readonly [
      E in keyof C['namespaces'][Ch]['inbound']
    ]: C['namespaces'][Ch]['inbound'][E] extends infer Row extends InboundEvent
      ? (
          input: InputOf<Row>,
          context: EventContext<ActorFor<Row>, C['namespaces'][Ch]['outbound'], HandshakeOf<C>>,
        ) => Promise<ResultOf<Row>> | ResultOf<Row>
      : never
  }
}

/** What a connection of a namespace is sent first, once it is authenticated. */
export type Greeting<C extends Contract, Ch extends keyof C['namespaces']> = (
  context: EventContext<Actor, C['namespaces'][Ch]['outbound'], HandshakeOf<C>>,
) => Promise<void> | void

type FrameIn<Ch, Events extends Outbound> = {
  [E in keyof Events & string]: Readonly<
    { to: Topic; event: E; data: PayloadOf<Events[E]> } & Pick<
      Frame,
      'only' | 'except' | 'hiddenFrom' | 'once' | 'countedAs' | 'delivers' | 'awaitsEnd'
    > &
      (Ch extends '/' ? { namespace?: '/' } : { namespace: Ch })
  >
}[keyof Events & string]

/** A frame of a contract: whom it is for, which event, and a payload of that event's form. Namespace `/` unless named. */
export type FrameOf<C extends Contract> = {
  [Ch in keyof C['namespaces']]: FrameIn<Ch, C['namespaces'][Ch]['outbound']>
}[keyof C['namespaces']]

type OutboundTable<C extends Contract, Carried extends DomainEventType> = {
  readonly [T in Carried]: (event: DomainEventOf<T>) => readonly FrameOf<C>[]
}

/** Names of events written out one by one: a list of an unknown length, or one of any event, would hide what it leaves out. */
type WrittenOut<Silent extends readonly DomainEventType[]> = number extends Silent['length']
  ? never
  : { readonly [K in keyof Silent]: IsUnion<Silent[K]> extends true ? never : Silent[K] }

type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type BodyOf<T> =
  T extends BytesBody<infer IsFile, infer IsStreamed>
    ? IsStreamed extends true
      ? StreamedFile
      : IsFile extends true
        ? NamedBytes
        : RawBytes
    : Parsed<T>
type AnswerTo<Row extends RestRow> = Row['response'] extends z.ZodType ? z.output<Row['response']> : FileOut
/** A contract's endpoints, one service call each. */
export type GatewayRest<C extends Contract> = {
  readonly [R in keyof C['rest']]: C['rest'][R] extends infer Row extends RestRow
    ? (
        input: {
          body: BodyOf<Row['body']>
          query: Parsed<Row['query']>
          params: Parsed<Row['params']>
          headers: Parsed<Row['headers']>
        },
        context: RestContext<ActorFor<Row>>,
      ) => Promise<AnswerTo<Row>> | AnswerTo<Row>
    : never
}

/** A frame of a contract without the topic that it is for. */
export type EventOf<C extends Contract> =
  FrameOf<C> extends infer F ? (F extends unknown ? Omit<F, 'to'> : never) : never

export interface AnyFrame extends Pick<
  Frame,
  'only' | 'except' | 'hiddenFrom' | 'once' | 'countedAs' | 'delivers' | 'awaitsEnd'
> {
  readonly to: Topic
  readonly namespace?: string
  readonly event: string
  readonly data: unknown
}

/** A gateway as the transport sees it, its payload types checked when it was defined. */
export interface Gateway {
  readonly contract: Contract
  readonly inbound: Readonly<
    Record<string, Readonly<Record<string, (input: never, context: never) => unknown>>>
  >
  readonly outbound: Partial<Record<DomainEventType, (event: never) => readonly AnyFrame[]>>
  readonly rest: Readonly<Record<string, (input: never, context: never) => unknown>>
  readonly greet?: Readonly<Record<string, (context: never) => unknown>>
  /** Where a client stopped, from its handshake. */
  readonly resumePoints?: (handshake: never) => ResumePoints
}

/**
 * Joins a contract's tables to the core. The outbound table is total: a domain event is either projected or written out in
 * `silent`, so that a new one does not compile until each contract declares what it makes of it.
 *
 * @throws when an event is in both
 */
export function defineGateway<
  const C extends Contract,
  const Silent extends readonly DomainEventType[],
>(gateway: {
  readonly contract: C
  readonly silent: Silent & WrittenOut<Silent>
  readonly inbound: GatewayInbound<C>
  readonly outbound: OutboundTable<C, Exclude<DomainEventType, Silent[number]>>
  readonly rest: GatewayRest<C>
  readonly greet?: { readonly [Ch in keyof C['namespaces']]?: Greeting<C, Ch> }
  readonly resumePoints?: (handshake: HandshakeOf<C>) => ResumePoints
}): Gateway {
  const double = gateway.silent.find((event) => Object.hasOwn(gateway.outbound, event))
  if (double !== undefined) throw new Error(`${gateway.contract.name}: ${double} is carried and in silent`)
  return gateway as Gateway
}

/** The usual positive answer. */
export function ok<T>(data: T): { success: true; data: T } {
  return { success: true, data }
}
