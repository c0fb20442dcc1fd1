import { APPEAL_STATUSES } from '@/lib/domain/casework'
import type { z } from 'zod'
import { isBytesBody, isFileAnswer } from '@/lib/contracts/bytes'
import type { Contract, RestRow } from '@/lib/contracts/kit'
import { accessWords, limitWords, REFUSALS, REFUSAL_STATUSES, type Refusal, refusalsOf } from './rules'
import { type JsonSchema, jsonSchema, propertiesOf } from './schemas'

/** The title and version of a generated document. */
export interface DocumentOptions {
  readonly title: string
  readonly version: string
  /** Addresses like `https://chat.example.org`; without any, the one the document came from. */
  readonly servers?: readonly { readonly url: string; readonly description?: string }[]
}

type Json = Record<string, unknown>
const DEFAULT_MAX_BYTES = 16_384
const ACCOUNT: Json = {
  name: 'X-Account',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description:
    'The id of the account that the caller believes to act for: credentials of another one are then refused (409, ' +
    '`ACCOUNT_CHANGED`). For pages, whose cookie a sign-in in another tab replaces; programs need none.',
}

/**
 * The REST endpoints of the contracts as an OpenAPI 3.1 document.
 *
 * @throws when two rows claim the same method and path, or a path parameter has no schema.
 */
export function openApiDocument(contracts: readonly Contract[], options: DocumentOptions): object {
  const withRest = contracts.filter(({ rest }) => Object.keys(rest).length > 0)
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version, description: introduction() },
    servers: options.servers ?? [{ url: '/', description: 'This server' }],
    tags: withRest.map(({ name, title }) => ({ name, description: title })),
    paths: paths(withRest),
    components: {
      securitySchemes: securitySchemes(),
      schemas: { Error: errorEnvelope(REFUSALS) },
      responses: responses(),
      parameters: { Account: ACCOUNT },
    },
  }
}

function introduction(): string {
  return [
    'Generated from the tables that the server answers by.',
    'A refusal is `{"success": false, "error": {"code", "message", "description"}}` with the status that fits;',
    'where a field of the request is at fault it carries its name as `field`,',
    'when it makes sense to try again later it carries `retryAfter` in seconds. Unknown fields are dropped, never refused.',
  ].join(' ')
}

function securitySchemes(): Json {
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token that a login answers. It wins over a cookie, even when it is invalid.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'next-auth.session-token',
      description: 'The web session. Writes with it are taken from allowed origins only.',
    },
  }
}

function errorEnvelope(refusals: readonly Refusal[]): Json {
  return {
    type: 'object',
    required: ['success', 'error'],
    properties: {
      success: { const: false },
      error: {
        type: 'object',
        required: ['code', 'message', 'description'],
        properties: {
          code: { type: 'integer', enum: refusals.map(({ code }) => code) },
          message: { type: 'string', enum: refusals.map(({ name }) => name) },
          description: { type: 'string' },
          field: { type: 'string', description: 'The field of the request that is refused' },
          retryAfter: { type: 'integer', minimum: 0, description: 'Seconds until trying again makes sense' },
          bannedUntil: {
            type: ['string', 'null'],
            format: 'date-time',
            description: 'When a ban ends; null: it has no end',
          },
          appeal: {
            type: 'object',
            description: 'What became of the appeal against the ban',
            properties: {
              status: { type: 'string', enum: APPEAL_STATUSES },
              answer: { type: ['string', 'null'] },
            },
          },
        },
      },
    },
  }
}

/** One response for every status of the registry, and one for all of them. */
function responses(): Json {
  const byStatus = REFUSAL_STATUSES.map((status): [string, Json] => [
    `Refusal${status}`,
    refusalResponse(refusalsOf(status)),
  ])
  const any = { description: 'Any other refusal', content: json({ $ref: '#/components/schemas/Error' }) }
  return { ...Object.fromEntries(byStatus), Refusal: any }
}

function refusalResponse(refusals: readonly Refusal[]): Json {
  const examples = refusals.map(({ name, code, description }) => {
    const value = { success: false, error: { code, message: name, description } }
    return [name, { summary: `${code} ${name}`, value }]
  })
  return {
    description: refusals
      .map(({ code, name, description }) => `${code} \`${name}\`: ${description}`)
      .join('\n\n'),
    content: {
      'application/json': { schema: errorEnvelope(refusals), examples: Object.fromEntries(examples) },
    },
  }
}

function paths(contracts: readonly Contract[]): Record<string, Json> {
  const found: Record<string, Json> = {}
  for (const contract of contracts) {
    for (const [name, row] of Object.entries(contract.rest)) {
      const method = row.method.toLowerCase()
      const item = (found[row.path.replaceAll(/:(\w+)/g, '{$1}')] ??= {})
      if (method in item) throw new Error(`${row.method} ${row.path} is claimed by two rows`)
      item[method] = operation(contract, name, row)
    }
  }
  return found
}

function operation(contract: Contract, name: string, row: RestRow): Json {
  return {
    operationId: `${camel(contract.name)}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    tags: [contract.name],
    summary: row.summary,
    description: description(row),
    security: row.access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    ...given('parameters', [
      ...pathParameters(row),
      ...parameters('query', row.query),
      ...headerParameters(row),
      ...accountParameter(row),
    ]),
    ...(row.body && { requestBody: requestBody(row.body) }),
    responses: {
      ...positive(row.response),
      ...Object.fromEntries(
        statusesOf(row).map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }]),
      ),
      default: { $ref: '#/components/responses/Refusal' },
    },
    'x-access': row.access,
    'x-limits': row.limits.map((limit) => ({ name: limit, rule: limitWords(limit) })),
    'x-source': row.source,
  }
}

function positive(response: RestRow['response']): Json {
  if (!isFileAnswer(response)) {
    return { 200: { description: 'Done', content: json(jsonSchema(response, 'output')) } }
  }
  const content = binary(response.fileTypes)
  return {
    200: { description: 'The file, as an attachment', content, headers: FILE_HEADERS },
    206: { description: 'The part that `Range` asked for', content, headers: FILE_HEADERS },
    304: { description: 'The client has it: `If-None-Match` names its `ETag`' },
  }
}

const FILE_HEADERS: Json = {
  'Content-Disposition': { schema: { type: 'string' }, description: '`attachment`, with the file’s name' },
  ETag: { schema: { type: 'string' }, description: 'Changes with the content' },
}

/** Bytes of any of these media types. */
function binary(types: readonly string[]): Json {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
}

function description({ access, limits, body, maxBytes, source }: RestRow): string {
  const lines = [`Access: ${accessWords(access)}.`]
  if (limits.length > 0) lines.push(`Limits: ${limits.map(limitWords).join('; ')}.`)
  if (body)
    lines.push(`Largest body: ${(isBytesBody(body) ? body.maxBytes : maxBytes) ?? DEFAULT_MAX_BYTES} bytes.`)
  return [...lines, `Source: ${source}`].join('\n\n')
}

/** The refusals that follow from the row itself; what its rules add falls under `default`. */
function statusesOf({ access, limits, params, query, headers, body }: RestRow): readonly number[] {
  return [
    ...(params || query || headers || body ? [400] : []),
    ...(access === 'public' ? [] : [401, 403]),
    ...(body ? [413, 415] : []),
    ...(limits.length > 0 ? [429] : []),
    500,
    503,
  ]
}

function pathParameters({ path, params }: RestRow): Json[] {
  const schemas = new Map(
    params ? propertiesOf(jsonSchema(params, 'input')).map((p) => [p.name, p.schema]) : [],
  )
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const schema = schemas.get(name)
    if (!schema) throw new Error(`${path} has no schema for its parameter ${name}`)
    return { name, in: 'path', required: true, schema }
  })
}

function parameters(where: 'query' | 'header', fields: z.ZodObject | undefined): Json[] {
  if (!fields) return []
  return propertiesOf(jsonSchema(fields, 'input')).map(({ name, schema, required }) => ({
    name,
    in: where,
    required,
    schema,
  }))
}

function headerParameters({ headers, body }: RestRow): Json[] {
  const own = parameters('header', headers)
  return body && isBytesBody(body) && body.isFile ? [...own, FILE_NAME] : own
}

const FILE_NAME: Json = {
  name: 'X-File-Name',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'The file’s name, percent-encoded UTF-8; 1 to 255 characters without a path',
}

/** In each operation that knows its caller. */
function accountParameter({ access }: RestRow): Json[] {
  return access === 'public' ? [] : [{ $ref: '#/components/parameters/Account' }]
}

function requestBody(body: NonNullable<RestRow['body']>): Json {
  if (isBytesBody(body)) return { required: true, content: binary(body.types) }
  return { required: !body.safeParse(undefined).success, content: json(jsonSchema(body, 'input')) }
}

function json(schema: JsonSchema): Json {
  return { 'application/json': { schema } }
}

function given(key: string, list: readonly Json[]): Json {
  return list.length > 0 ? { [key]: list } : {}
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
