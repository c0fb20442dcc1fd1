import { validate } from '@readme/openapi-parser'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { ERRORS } from '@/lib/domain/errors'
import { exampleContract } from './example-contract'
import { type DocumentOptions, openApiDocument } from './openapi'

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security: readonly object[]
  readonly description: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly required: boolean }
  readonly responses: Readonly<Record<string, object>>
  readonly 'x-source': string
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const OPTIONS: DocumentOptions = { title: 'Omegoo', version: '1.2.3' }
const EVERYTHING = [...CONTRACTS, exampleContract]
const document = () => openApiDocument(EVERYTHING, OPTIONS) as Document
const operations = () => Object.values(document().paths).flatMap((item) => Object.values(item))

async function isValid(candidate: object): Promise<boolean> {
  const { valid } = await validate(structuredClone(candidate) as Parameters<typeof validate>[0])
  return valid
}

test('the document satisfies the official OpenAPI 3.1 schema', async () => {
  expect(await isValid(document())).toBe(true)
})

test('the validator refuses a document that does not', async () => {
  expect(await isValid({ ...document(), info: { title: 'no version' } })).toBe(false)
})

test('every endpoint of every contract is there, with its source and an id of its own', () => {
  const rows = EVERYTHING.flatMap(({ rest }) => Object.values(rest))
  expect(
    operations()
      .map((operation) => operation['x-source'])
      .toSorted(),
  ).toEqual(rows.map(({ source }) => source).toSorted())
  expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(rows.length)
})

test('X-Account may be sent where the caller is known, and nowhere else', () => {
  const named = ({ parameters = [] }: Operation) => parameters.some((one) => '$ref' in one)
  const [known, unknown] = [true, false].map((isKnown) =>
    operations().filter(({ security }) => security.length > 0 === isKnown),
  )
  expect(known?.length).toBeGreaterThan(10)
  expect(known?.filter((one) => !named(one))).toEqual([])
  expect(unknown?.filter(named)).toEqual([])
})

test('a path parameter is written in braces and has its schema', () => {
  const { put } = document().paths['/api/v1/calls/{callId}/legs/{leg}'] ?? {}
  expect(put).toMatchObject({
    operationId: 'callExampleCall',
    parameters: [
      { name: 'callId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'leg', in: 'path', required: true, schema: { type: 'integer' } },
      { name: 'verbose', in: 'query', required: false },
      { $ref: '#/components/parameters/Account' },
    ],
    requestBody: { required: false },
  })
  expect(put?.description).toContain('permission `call.video`')
  expect(put?.description).toContain('99 bytes')
})

test('a body of bytes has its media types and its limit, a file its name in a header', () => {
  const webhook = document().paths['/api/v1/calls/webhook']?.post
  expect(webhook).toMatchObject({
    parameters: [{ name: 'x-signature', in: 'header', required: true }],
    requestBody: { required: true, content: { 'application/json': { schema: { format: 'binary' } } } },
  })
  const upload = document().paths['/api/v1/documents']?.post
  expect(upload?.parameters?.[0]).toMatchObject({ name: 'X-File-Name', in: 'header', required: true })
  expect(upload?.requestBody).toMatchObject({ content: { 'image/*': {}, 'application/pdf': {} } })
  expect(upload?.description).toContain('50000 bytes')
})

test('an endpoint that answers a file shows that, and its ranges', () => {
  const responses = document().paths['/api/v1/documents/{fileId}']?.get?.responses
  expect(responses?.['200']).toMatchObject({ content: { 'image/*': { schema: { format: 'binary' } } } })
  expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['200', '206', '304']))
})

test('an endpoint for anyone asks for no credentials, every other one accepts a token or the cookie', () => {
  expect(document().paths['/api/auth/login']?.post?.security).toEqual([])
  expect(document().paths['/api/user/profile']?.get?.security).toEqual([{ bearer: [] }, { session: [] }])
})

test('a limited endpoint shows its limit and answers 429', () => {
  const login = document().paths['/api/auth/login']?.post
  expect(login?.description).toContain('5 in 60 s per address')
  expect(login?.responses).toHaveProperty('429')
})

test('every refusal of the registry is an example under its status', () => {
  const { components } = document() as unknown as {
    components: {
      responses: Record<string, { content: { 'application/json': { examples: Record<string, object> } } }>
    }
  }
  for (const [name, { status, code, description }] of Object.entries(ERRORS)) {
    const examples = components.responses[`Refusal${status}`]?.content['application/json'].examples
    expect(examples?.[name]).toMatchObject({
      value: { success: false, error: { code, message: name, description } },
    })
  }
})

test('a request shows what a client may leave out, an answer what is always there', () => {
  const { get } = document().paths['/api/chat/history'] ?? {}
  expect(get?.parameters).toContainEqual(expect.objectContaining({ name: 'limit', required: false }))
})

test('two rows with the same method and path are refused', () => {
  expect(() => openApiDocument([exampleContract, { ...exampleContract, name: 'twin' }], OPTIONS)).toThrow(
    'PUT /api/v1/calls/:callId/legs/:leg is claimed by two rows',
  )
})

test('the document is plain data that survives JSON', () => {
  expect(JSON.parse(JSON.stringify(document()))).toEqual(document())
})
