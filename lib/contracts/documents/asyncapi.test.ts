import { Parser } from '@asyncapi/parser'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { asyncApiDocument } from './asyncapi'
import { exampleContract } from './example-contract'

interface Document {
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, object>> }>
  >
  readonly operations: Readonly<
    Record<string, { readonly action: string; readonly description: string; readonly 'x-source': string }>
  >
}

const EVERYTHING = [...CONTRACTS, exampleContract]
const document = () =>
  asyncApiDocument(EVERYTHING, {
    title: 'Omegoo',
    version: '1.2.3',
    servers: [{ url: 'https://chat.example.org', description: 'An example' }],
  }) as Document

/** What the official parser holds against a document, as errors; it also advises the newest version of the format. */
async function errorsOf(candidate: object): Promise<readonly string[]> {
  const { diagnostics } = await new Parser().parse(JSON.stringify(candidate))
  return diagnostics.filter(({ severity }) => severity === 0).map(({ message }) => message)
}

test('the document satisfies the official AsyncAPI 3.0 schema and the rules of its parser', async () => {
  expect(await errorsOf(document())).toEqual([])
})

test('the parser refuses a document that does not', async () => {
  expect(await errorsOf({ ...document(), info: { title: 'no version' } })).not.toEqual([])
})

test('every event of every contract is an operation in its direction, with its source', () => {
  const channels = EVERYTHING.flatMap((contract) => Object.values(contract.namespaces))
  const expected = channels.flatMap(({ inbound, outbound }) => [
    ...Object.values(inbound).map(({ source }) => `receive ${source}`),
    ...Object.values(outbound).map(({ source }) => `send ${source}`),
  ])
  const found = Object.values(document().operations).map(
    (operation) => `${operation.action} ${operation['x-source']}`,
  )
  expect(found.toSorted()).toEqual(expected.toSorted())
})

test('each namespace of each contract is a channel at its address', () => {
  expect(Object.entries(document().channels).map(([id, { address }]) => [id, address])).toEqual([
    ['omegoo.root', '/'],
    ['omegoo.admin', '/admin'],
    ['telehealth.root', '/'],
    ['helpdesk.root', '/'],
    ['caas.chat', '/chat'],
    ['caas.presence', '/presence'],
    ['caas.webrtc', '/webrtc'],
    ['call-status.raw-root', '/'],
    ['call-example.root', '/'],
    ['call-example.webrtc', '/webrtc'],
    ['call-example.raw-status', '/status'],
  ])
})

test('an event that goes both ways under one name has a message for each way', () => {
  expect(Object.keys(document().channels['call-example.webrtc']?.messages ?? {})).toEqual([
    'receive.webrtc:offer',
    'acknowledge.webrtc:offer',
    'send.webrtc:offer',
  ])
})

test('on a raw WebSocket an event is a frame with its name and payload, and nothing acknowledges it', () => {
  const channel = document().channels['call-example.raw-status']
  const messages = channel?.messages
  expect(channel).toMatchObject({ title: 'Example: raw WebSocket at /status' })
  expect(Object.keys(messages ?? {})).toEqual(['receive.init', 'send.connected'])
  expect(messages?.['receive.init']).toMatchObject({
    payload: {
      required: ['type', 'payload'],
      properties: { type: { const: 'init' }, payload: { required: ['userId'] } },
    },
  })
  expect(document().operations['call-example.raw-status.receive.init']).not.toHaveProperty('reply')
})

test('the acknowledgement is the reply: its fields beside success, or the refusal', () => {
  expect(document().operations['call-example.webrtc.receive.webrtc:offer']).toMatchObject({
    reply: { messages: [{ $ref: '#/channels/call-example.webrtc/messages/acknowledge.webrtc:offer' }] },
  })
  expect(document().channels['call-example.webrtc']?.messages['acknowledge.webrtc:offer']).toMatchObject({
    payload: {
      oneOf: [
        {
          properties: { success: { const: true }, callId: { type: 'string' } },
          required: ['success', 'callId'],
        },
        { $ref: '#/components/schemas/AckRefusal' },
      ],
    },
  })
})

test('a Socket.IO channel names the fields of the handshake, a raw WebSocket has none', () => {
  const { channels } = document() as unknown as { channels: Record<string, { description?: string }> }
  const words = 'In the handshake (`auth`): `{can?: string[]}`.'
  expect(channels['call-example.root']?.description).toBe(words)
  expect(channels['call-example.raw-status']?.description).toBeUndefined()
})

test('a bare acknowledgement is the reply as it is, and shows what a refusal is acknowledged by', () => {
  const id = 'presence:get_online_users'
  const { payload } = (document().channels['call-example.root']?.messages[`acknowledge.${id}`] ?? {}) as {
    payload?: object
  }
  expect(payload).toMatchObject({ type: 'array', items: { required: ['userId', 'connectionCount'] } })
  const { description } = document().operations[`call-example.root.receive.${id}`] ?? {}
  expect(description).toContain('Refused by `chat:error` (text), besides the acknowledgement `[]`.')
})

test('an operation shows how it is refused, who may use it and how often', () => {
  const { description } = document().operations['call-example.webrtc.receive.webrtc:offer'] ?? {}
  expect(description).toContain('`error` `{message, code}`, besides the acknowledgement')
  expect(description).toContain('permission `call.video`')
  expect(description).toContain('30 in 60 s per account')
  expect(description).toContain('Too many of them: `rate_limit_exceeded`')
})
