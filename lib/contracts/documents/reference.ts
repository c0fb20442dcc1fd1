import { type BytesBody, isBytesBody, isFileAnswer } from '@/lib/contracts/bytes'
import {
  type Contract,
  type InboundEvent,
  isRaw,
  jsonBodyOf,
  type Namespace,
  pathOfNamespace,
  type RestRow,
} from '@/lib/contracts/kit'
import { LIMITS, type LimitName } from '@/lib/domain/limits'
import { accessWords, familyWords, limitWords, REFUSALS } from './rules'
import { handshakeSchema, jsonSchema } from './schemas'
import { SERVER_API } from './server-api'
import { shape } from './shape'

const NONE = '–'

/** Every event, endpoint, refusal and limit as Markdown, each event and endpoint with its source heading. */
export function referenceTable(contracts: readonly Contract[]): string {
  const sections = [
    '# Reference',
    'Generated from the contract tables by `scripts/generate-reference.ts`; do not edit. `field?` is optional; what is sent may bear unknown fields, which are dropped.',
    ...contracts.flatMap(contractSections),
    '## Server-side API',
    'Called in the server’s own process, after it has started; elsewhere a call throws a sentence that says how it is started.',
    serverTable(),
    '## Refusals',
    refusalTable(),
    '## Limits',
    'Sliding windows.',
    limitTable(),
  ]
  return `${sections.join('\n\n')}\n`
}

function serverTable(): string {
  return table(
    ['call', 'from', 'what', 'example', 'source'],
    SERVER_API.map(({ call, file, summary, example, source }) => [
      code(call),
      code(file),
      summary,
      code(example),
      source,
    ]),
  )
}

function contractSections(contract: Contract): string[] {
  const endpoints = Object.keys(contract.rest).length > 0 ? ['### REST', restTable(contract)] : []
  const events = Object.entries(contract.namespaces).flatMap(([address, namespace]) =>
    channelSections(contract, address, namespace),
  )
  const { handshake } = contract
  const fields = handshake ? [`In the handshake (\`auth\`): ${code(shape(handshakeSchema(handshake)))}.`] : []
  return [`## ${contract.title} (\`${contract.name}\`)`, ...fields, ...events, ...endpoints]
}

function channelSections(contract: Contract, address: string, namespace: Namespace): string[] {
  const inbound = Object.keys(namespace.inbound).length > 0
  const outbound = Object.keys(namespace.outbound).length > 0
  const { access } = namespace
  const where = isRaw(address) ? `the raw WebSocket at \`${pathOfNamespace(address)}\`` : `\`${address}\``
  const admission = access ? [`Who connects to ${where}: ${accessWords(access)}.`] : []
  return [
    ...admission,
    ...(inbound ? [`### Client to server on ${where}`, inboundTable(contract, namespace)] : []),
    ...(outbound ? [`### Server to client on ${where}`, outboundTable(namespace)] : []),
  ]
}

function inboundTable(contract: Contract, { inbound }: Namespace): string {
  return table(
    ['event', 'what', 'payload', 'acknowledgement', 'refused by', 'access', 'limits', 'source'],
    Object.entries(inbound).map(([event, row]) => [
      code(event),
      row.summary,
      code(shape(jsonSchema(row.input, 'input'))),
      ackWords(row),
      refusedBy(contract, row),
      accessWords(row.access),
      limitsWords(row.limits),
      row.source,
    ]),
  )
}

function ackWords({ ack }: InboundEvent): string {
  if (!ack) return NONE
  if (!('bare' in ack)) return code(shape(jsonSchema(ack, 'output')))
  return `as it is: ${code(shape(jsonSchema(ack.bare, 'output')))}; refused: ${code(JSON.stringify(ack.refused))}`
}

function refusedBy(contract: Contract, row: InboundEvent): string {
  const words = familyWords(contract, row)
  return row.invalid ? `${words}; wrong form: ${code(row.invalid)}` : words
}

function outboundTable({ outbound }: Namespace): string {
  return table(
    ['event', 'what', 'payload', 'source'],
    Object.entries(outbound).map(([event, { payload, summary, source }]) => [
      code(event),
      summary,
      code(shape(jsonSchema(payload, 'output'))),
      source,
    ]),
  )
}

function restTable({ rest }: Contract): string {
  return table(
    ['endpoint', 'what', 'request', 'answer', 'access', 'limits', 'source'],
    Object.values(rest).map((row) => [
      code(`${row.method} ${row.path}`),
      row.summary,
      requestWords(row),
      isFileAnswer(row.response)
        ? `a file (${row.response.fileTypes.join(', ')})`
        : code(shape(jsonSchema(row.response, 'output'))),
      accessWords(row.access),
      limitsWords(row.limits),
      row.source,
    ]),
  )
}

function requestWords({ params, query, headers, body }: RestRow): string {
  const fields = [params, query, headers, jsonBodyOf({ body })].flatMap((part) =>
    part ? [code(shape(jsonSchema(part, 'input')))] : [],
  )
  return [...fields, ...(body && isBytesBody(body) ? [bytesWords(body)] : [])].join(' ') || NONE
}

function bytesWords({ isFile, types, maxBytes }: BytesBody): string {
  return `${isFile ? 'a file with its name in `X-File-Name`' : 'the bytes'} (${types.join(', ')}, ≤${maxBytes} bytes)`
}

function refusalTable(): string {
  const rows = REFUSALS.map(({ code: number, name, status, description }) => [
    `${number}`,
    code(name),
    `${status}`,
    description,
  ])
  return table(['code', 'message', 'status', 'description'], rows)
}

function limitTable(): string {
  const names = Object.keys(LIMITS) as LimitName[]
  return table(
    ['name', 'rule'],
    names.map((name) => [code(name), limitWords(name)]),
  )
}

function limitsWords(limits: readonly LimitName[]): string {
  return limits.map(limitWords).join('; ') || NONE
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function code(text: string): string {
  return `\`${text}\``
}
