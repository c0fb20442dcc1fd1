import type { z } from 'zod'
import {
  type Namespace,
  type Contract,
  type ErrorFamily,
  type InboundEvent,
  isRaw,
  type OutboundEvent,
  pathOfNamespace,
} from '@/lib/contracts/kit'
import { forms } from '@/lib/contracts/refusal-forms'
import type { DocumentOptions } from './openapi'
import { accessWords, limitWords, REFUSALS } from './rules'
import { handshakeSchema, jsonSchema } from './schemas'
import { shape } from './shape'

type Json = Record<string, unknown>

/**
 * The events of the contracts as an AsyncAPI 3.0 document, seen from the server: it `receive`s what clients
 * send, with the acknowledgement as the reply, and `send`s what clients receive.
 */
export function asyncApiDocument(contracts: readonly Contract[], options: DocumentOptions): object {
  const all = contracts.flatMap((contract) =>
    Object.entries(contract.namespaces).map(([address, namespace]) => ({
      id: `${contract.name}.${addressName(address)}`,
      contract,
      address,
      namespace,
    })),
  )
  return {
    asyncapi: '3.0.0',
    info: {
      title: options.title,
      version: options.version,
      description: introduction(),
      tags: contracts.map(({ name, title }) => ({ name, description: title })),
    },
    defaultContentType: 'application/json',
    ...(options.servers && { servers: servers(options.servers) }),
    channels: Object.fromEntries(all.map((one) => [one.id, channelObject(one)])),
    operations: Object.fromEntries(all.flatMap(operations)),
    components: { securitySchemes: securitySchemes(), schemas: { AckRefusal: ackRefusal() } },
  }
}

interface ChannelOfContract {
  readonly id: string
  readonly contract: Contract
  readonly address: string
  readonly namespace: Namespace
}

function introduction(): string {
  return [
    'Generated from the tables that the server dispatches by. A channel is a Socket.IO namespace, or the path of a raw',
    'WebSocket. A connection says who it is in its handshake (`auth.token`, an `Authorization` header or the web',
    "session's cookie), and a page may name in `auth.account` the account that it was opened as: credentials of another",
    'one are then refused (`Account changed`, `data.code` 2007). Beside that it may carry the fields that its channel names;',
    'malformed ones are ignored. A client',
    'without an event for coming back may add where it stopped (`auth.sessionId` and',
    '`auth.lastSeq`), and gets what it missed of that session, or that it is over. Every event with an',
    'acknowledgement callback is answered by',
    '`{success: true, …}` or `{success: false, error, code}`, unless it says otherwise; a refusal without one, or where the contract wants it',
    'besides, comes as the error event that the operation names. Unknown fields are dropped, never refused.',
    'A raw WebSocket carries each message as JSON text, and has no acknowledgements.',
  ].join(' ')
}

function servers(list: NonNullable<DocumentOptions['servers']>): Json {
  const entries = list.map(({ url, description }, index) => {
    const { host, protocol } = new URL(url)
    const security = [
      { $ref: '#/components/securitySchemes/bearer' },
      { $ref: '#/components/securitySchemes/session' },
    ]
    return [
      `server${index + 1}`,
      { host, protocol: protocol === 'https:' ? 'wss' : 'ws', ...(description && { description }), security },
    ]
  })
  return Object.fromEntries(entries)
}

function securitySchemes(): Json {
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token that a login answers',
    },
    session: {
      type: 'httpApiKey',
      in: 'cookie',
      name: 'next-auth.session-token',
      description: 'The web session',
    },
  }
}

function ackRefusal(): Json {
  return {
    type: 'object',
    required: ['success', 'error', 'code'],
    properties: {
      success: { const: false },
      error: { type: 'string' },
      code: { type: 'integer', enum: REFUSALS.map(({ code }) => code) },
      retryAfter: { type: 'integer', minimum: 0, description: 'Seconds until trying again makes sense' },
    },
  }
}

function channelObject({ contract, address, namespace }: ChannelOfContract): Json {
  const messages = {
    ...mapEntries(namespace.inbound, (event, row) => [
      receivedKey(event),
      received(event, row, isRaw(address)),
    ]),
    ...mapEntries(isRaw(address) ? {} : namespace.inbound, (event, row) => [
      ackKey(event),
      acknowledgement(event, row),
    ]),
    ...mapEntries(namespace.outbound, (event, row) => [sentKey(event), sent(event, row)]),
  }
  const path = pathOfNamespace(address)
  const title = `${contract.title}: ${isRaw(address) ? `raw WebSocket at ${path}` : path}`
  const fields = isRaw(address) ? undefined : contract.handshake
  const admission = [
    ...(namespace.access ? [`Who connects: ${accessWords(namespace.access)}.`] : []),
    ...(fields ? [`In the handshake (\`auth\`): \`${shape(handshakeSchema(fields))}\`.`] : []),
  ]
  return {
    address: path,
    title,
    ...(admission.length > 0 && { description: admission.join(' ') }),
    tags: [{ name: contract.name }],
    messages,
  }
}

function received(event: string, { input, summary, source }: InboundEvent, raw: boolean): Json {
  const payload = jsonSchema(input, 'input', 'draft-7')
  const frame = {
    type: 'object',
    required: ['type', 'payload'],
    properties: { type: { const: event }, payload },
  }
  return {
    name: event,
    title: event,
    summary,
    payload: raw ? frame : payload,
    'x-source': source,
  }
}

function acknowledgement(event: string, { ack, source }: InboundEvent): Json {
  const payload =
    ack && 'bare' in ack
      ? jsonSchema(ack.bare, 'output', 'draft-7')
      : { oneOf: [positiveAck(ack), { $ref: '#/components/schemas/AckRefusal' }] }
  return {
    name: `${event} (acknowledgement)`,
    title: `${event} (acknowledgement)`,
    payload,
    'x-source': source,
  }
}

function positiveAck(ack: z.ZodObject | undefined): Json {
  const fields = ack ? jsonSchema(ack, 'output', 'draft-7') : { type: 'object' as const }
  return {
    ...fields,
    properties: { success: { const: true }, ...fields.properties },
    required: ['success', ...(fields.required ?? [])],
  }
}

function sent(event: string, { payload, summary, source }: OutboundEvent): Json {
  return {
    name: event,
    title: event,
    summary,
    payload: jsonSchema(payload, 'output', 'draft-7'),
    'x-source': source,
  }
}

function operations({ id, contract, address, namespace }: ChannelOfContract): [string, Json][] {
  const channelRef = { $ref: `#/channels/${id}` }
  const messageRef = (key: string) => ({ $ref: `#/channels/${id}/messages/${pointer(key)}` })
  const tags = [{ name: contract.name }]
  return [
    ...Object.entries(namespace.inbound).map(([event, row]): [string, Json] => [
      `${id}.${receivedKey(event)}`,
      {
        action: 'receive',
        channel: channelRef,
        title: event,
        summary: row.summary,
        description: inboundWords(contract, row),
        messages: [messageRef(receivedKey(event))],
        ...(!isRaw(address) && { reply: { channel: channelRef, messages: [messageRef(ackKey(event))] } }),
        tags,
        'x-access': row.access,
        'x-limits': row.limits.map((limit) => ({ name: limit, rule: limitWords(limit) })),
        'x-source': row.source,
      },
    ]),
    ...Object.entries(namespace.outbound).map(([event, { summary, source }]): [string, Json] => [
      `${id}.${sentKey(event)}`,
      {
        action: 'send',
        channel: channelRef,
        title: event,
        summary,
        description: `Source: ${source}`,
        messages: [messageRef(sentKey(event))],
        tags,
        'x-source': source,
      },
    ]),
  ]
}

function inboundWords(contract: Contract, { access, limits, family, ack, source }: InboundEvent): string {
  const { event, form, always, overrides }: ErrorFamily = contract.families[family] ?? {
    event: 'error',
    form: forms.object,
  }
  const besides =
    ack && 'bare' in ack ? `, besides the acknowledgement \`${JSON.stringify(ack.refused)}\`` : undefined
  const when = always ? ', besides the acknowledgement' : ', where no acknowledgement was asked for'
  const lines = [
    `Access: ${accessWords(access)}.`,
    `Refused by \`${event}\` ${form.words}${besides ?? when}.`,
  ]
  if (limits.length > 0) lines.push(`Limits: ${limits.map(limitWords).join('; ')}.`)
  const tooFast = overrides?.RATE_LIMIT_EXCEEDED?.event
  if (limits.length > 0 && tooFast) lines.push(`Too many of them: \`${tooFast}\`.`)
  return [...lines, `Source: ${source}`].join('\n\n')
}

const receivedKey = (event: string) => `receive.${event}`
const ackKey = (event: string) => `acknowledge.${event}`
const sentKey = (event: string) => `send.${event}`

/** `/` is `root`, `/chat` is `chat`, `/a/b` is `a-b`, the raw WebSocket at `/` is `raw-root`. */
function addressName(address: string): string {
  const name = pathOfNamespace(address).split('/').filter(Boolean).join('-') || 'root'
  return isRaw(address) ? `raw-${name}` : name
}

/** Escapes a key as a step of a JSON pointer (RFC 6901). */
function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function mapEntries<T>(
  table: Readonly<Record<string, T>>,
  row: (event: string, value: T) => [string, Json],
): Json {
  return Object.fromEntries(Object.entries(table).map(([event, value]) => row(event, value)))
}
