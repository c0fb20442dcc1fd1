import { z } from 'zod'
import type { Capability } from '@/lib/domain/capabilities'
import type { ErrorName } from '@/lib/domain/errors'
import type { LimitName } from '@/lib/domain/limits'
import type { Permission } from '@/lib/domain/permissions'
import { type BytesBody, type FileAnswer, isBytesBody } from './bytes'
import type { RefusalForm } from './refusal-forms'

/** Who may use a row: everyone, authenticated accounts, or holders of a permission. */
export type Access = 'public' | 'authenticated' | Permission

/** How a family of events sends a refusal when no acknowledgement was asked for. */
export interface ErrorFamily {
  readonly event: string
  readonly form: RefusalForm
  /** Sent besides the acknowledgement, not only instead of it. */
  readonly always?: boolean
  /** A refusal of identity (401, 403) also closes the connection, with 4000 and that status. */
  readonly closes?: boolean
  /** Where the contract has an event, a form or words of its own for a refusal. */
  readonly overrides?: Partial<
    Record<ErrorName, { readonly event?: string; readonly form?: RefusalForm; readonly text?: string }>
  >
}

/**
 * An acknowledgement that is the schema's value as it is, an array for instance, not its fields beside `success: true`.
 * Clients of such an event cannot read the usual refusal: they get `refused`, and the error event gives the reason.
 */
export interface BareAck<Schema extends z.ZodType = z.ZodType> {
  readonly bare: Schema
  /** Sent in place of an answer when the event is refused. */
  readonly refused: z.output<Schema>
}

/** @param refused - what a refusal is acknowledged by; it has the form of an answer */
export function bareAck<Schema extends z.ZodType>(
  bare: Schema,
  refused: NoInfer<z.output<Schema>>,
): BareAck<Schema> {
  return { bare, refused }
}

/** An event from the client: one payload (an object unless the schema says otherwise), then an optional callback. */
export interface InboundEvent {
  readonly input: z.ZodType
  /** Fields of a positive acknowledgement beside `success: true`, or the whole of it. */
  readonly ack?: z.ZodObject | BareAck
  readonly access: Access
  /** Clients send it by themselves: it does not show that somebody sits before them. */
  readonly isPassive?: true
  /** Counted in this order, after the payload's form is known to be right. */
  readonly limits: readonly LimitName[]
  /** Key of the contract's `families`. */
  readonly family: string
  /** The refusal for a payload of the wrong form; `INVALID_REQUEST` unless given. */
  readonly invalid?: ErrorName
  readonly summary: string
  /** Document and heading. */
  readonly source: string
}

/** An event to the client. */
export interface OutboundEvent {
  readonly payload: z.ZodType
  readonly summary: string
  readonly source: string
}

/**
 * The events of one Socket.IO namespace (address `/chat`), or of the raw WebSocket at a path (address `ws:/path`).
 *
 * A raw WebSocket carries JSON text and has no acknowledgements: a client's frame is `{type: <event>, payload}`, and what the
 * server sends is the event's payload itself, in which its document names the event as it likes.
 */
export interface Namespace {
  /** Who may connect, where it is restricted. A namespace that asks for a permission is for watching: its connections count for no capability. */
  readonly access?: Access
  /** What a connection of it is here for, where that is not all of the contract's. */
  readonly capabilities?: readonly Capability[]
  readonly inbound: Readonly<Record<string, InboundEvent>>
  readonly outbound: Readonly<Record<string, OutboundEvent>>
}

const RAW = 'ws:'

/** Whether a namespace's address is a raw WebSocket's. */
export function isRaw(address: string): boolean {
  return address.startsWith(RAW)
}

/** The path of a namespace's address. */
export function pathOfNamespace(address: string): string {
  return isRaw(address) ? address.slice(RAW.length) : address
}

/** A REST endpoint. `path` has parameters as `:name`. */
export interface RestRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** Headers that the endpoint reads beside the usual ones, by their names in lower case. */
  readonly headers?: z.ZodObject
  /** JSON, or the bytes as they come. */
  readonly body?: z.ZodType | BytesBody
  /** The whole body of a positive answer, or a file. */
  readonly response: z.ZodType | FileAnswer
  readonly access: Access
  /** Also for people whose role takes a second factor and who have none; everything else is refused to them. */
  readonly isOpenToSetUp?: true
  readonly limits: readonly LimitName[]
  /** Largest JSON body in bytes; 16 KiB unless given. */
  readonly maxBytes?: number
  readonly summary: string
  readonly source: string
}

/** The schema of an endpoint's JSON body; undefined where it has none, or takes bytes. */
export function jsonBodyOf({ body }: Pick<RestRow, 'body'>): z.ZodType | undefined {
  return body && !isBytesBody(body) ? body : undefined
}

/** A wire contract as tables. A socket is sent a contract's events only when it speaks the contract. */
export interface Contract {
  readonly name: string
  readonly title: string
  /** Whether a socket that authenticated in the handshake speaks it from the start. */
  readonly fromHandshake: boolean
  /** What a connection that speaks it is here for. */
  readonly capabilities: readonly Capability[]
  /** And what they are here for besides, by words that `can` holds in their handshake. */
  readonly abilities?: Readonly<Record<string, Capability>>
  /** What a client may send in its Socket.IO handshake (`auth`) beside its credentials. Malformed fields are ignored. */
  readonly handshake?: z.ZodObject
  readonly families: Readonly<Record<string, ErrorFamily>>
  readonly namespaces: Readonly<Record<string, Namespace>>
  readonly rest: Readonly<Record<string, RestRow>>
}

/** Keeps the literal types, from which gateways and clients are typed. */
export function defineContract<const C extends Contract>(contract: C): C {
  return contract
}

/** The usual envelope: `{success: true, data}`. */
export function envelope<T extends z.ZodType>(data: T) {
  return z.object({ success: z.literal(true), data })
}

/** What a connection's handshake held, in the contract's form; any of it may be missing. */
export type HandshakeOf<C extends Contract> = C['handshake'] extends z.ZodObject
  ? Readonly<Partial<z.output<C['handshake']>>>
  : Readonly<Record<never, never>>
export type InboundOf<C extends Contract, Ch extends keyof C['namespaces']> = C['namespaces'][Ch]['inbound']
export type OutboundOf<C extends Contract, Ch extends keyof C['namespaces']> = C['namespaces'][Ch]['outbound']
/** What a handler receives: defaults applied, unknown fields dropped. */
export type InputOf<Row extends { readonly input: z.ZodType }> = z.output<Row['input']>
/** What a client sends. */
export type SentOf<Row extends { readonly input: z.ZodType }> = z.input<Row['input']>
/** What a handler returns for its event. */
export type AckOf<Row extends InboundEvent> = Row['ack'] extends z.ZodObject
  ? z.output<Row['ack']>
  : Row['ack'] extends BareAck<infer Schema>
    ? z.output<Schema>
    : Record<never, never>
export type PayloadOf<Row extends OutboundEvent> = z.output<Row['payload']>

/** What a client gets for its event. */
export type AnswerOf<Row extends InboundEvent> = Row['ack'] extends BareAck ? AckOf<Row> : Ack<AckOf<Row>>

/** A positive or negative acknowledgement, on every contract. */
type Ack<Fields> =
  | ({ readonly success: true } & Fields)
  | { readonly success: false; readonly error: string; readonly code: number; readonly retryAfter?: number }

/** Epoch milliseconds. */
export const millis = z.number().int()
const isWithin = (first: string, last: string) => {
  const [earliest, latest] = [Date.parse(first), Date.parse(last)]
  return (time: string) => Date.parse(time) >= earliest && Date.parse(time) <= latest
}
/** ISO 8601 with time zone, of the years 1 to 9999 in UTC: what the database stores and is written in four digits. */
export const isoTime = z.iso
  .datetime({ offset: true })
  .refine(isWithin('0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'), 'A time from the year 1 to 9999')
/** A day as `2026-11-29`, of the years 1970 to 9998: those that are counted from it can be stored as well. */
export const isoDay = z.iso
  .date()
  .refine(isWithin('1970-01-01', '9998-12-31'), 'A day from the year 1970 to 9998')
/** Of sequence numbers, which the database counts in 32 bits. */
export const MAX_SEQ = 2 ** 31 - 2
/** The position in the log of a session or a conversation, from 1. */
export const seq = z.number().int().min(0).max(MAX_SEQ)
