import type { z } from 'zod'
import { type JsonSchema, jsonSchema, optionsOf, propertiesOf } from '@/lib/contracts/documents/schemas'
import {
  ANY_TYPE,
  deep,
  deepJson,
  deepObjectJson,
  type Odd,
  oddFor,
  poisoned,
  wide,
} from './malformed-values'
import { itemOf, validExample } from './valid-example'

export interface Malformed {
  /** What is odd and where; no two of one schema are alike. */
  readonly kind: string
  /** To be sent as it is: binary stays binary on a socket, and JSON may change the rest (a hole becomes null). */
  readonly value: unknown
  /** The JSON of a value nested too deeply for `JSON.stringify`: such a one can only be sent as a raw frame or body. */
  readonly json?: string
  /** `refused`: the schema itself refuses it, as it arrives. `either`: the rules behind the schema decide. */
  readonly expect: 'refused' | 'either'
  /** Whether the schema accepts it, as it arrives. */
  readonly valid: boolean
}

/** A path within a payload: the keys that lead there. */
type Path = readonly (string | number)[]
interface Field {
  readonly path: Path
  readonly schema: JsonSchema
  readonly example: unknown
}

const VERY_DEEP = 10_000

/**
 * Payloads that a careless or hostile client might send where `schema` is expected, the same ones in the same
 * order each time: the whole payload replaced, each field removed and replaced, poisoned and extra keys.
 *
 * @param example - a right payload, where the schema has a pattern or a refinement that none can be made up for.
 */
export function* malformed(schema: z.ZodType, example?: unknown): Generator<Malformed, void, undefined> {
  const form = jsonSchema(schema, 'input')
  const forms = optionsOf(form).length > 0 ? optionsOf(form) : [form]
  const seen = new Set<string>()
  for (const [index, option] of forms.entries()) {
    const right = example ?? validExample(option)
    const prefix = forms.length > 1 ? `option ${index + 1}: ` : ''
    const payloads = [...whole(right), ...fields(option, right).flatMap((field) => odd(right, field))]
    for (const [kind, value, json] of payloads) {
      const name = seen.has(kind) ? `${prefix}${kind}` : kind
      if (seen.has(name)) continue
      seen.add(name)
      const valid = schema.safeParse(arrived(value)).success
      yield { kind: name, value, ...(json && { json }), expect: valid ? 'either' : 'refused', valid }
    }
  }
}

/** The payload as a whole replaced, or given keys it should not have. */
function whole(right: unknown): Odd[] {
  return [
    ...ANY_TYPE.map(([kind, value]): Odd => [`payload: ${kind}`, value]),
    ['payload: nothing at all', undefined],
    ['payload: itself in an array', [right]],
    ['payload: itself as JSON text', JSON.stringify(right)],
    ['payload: itself under "data"', { data: right }],
    veryDeep('arrays', deepJson(VERY_DEEP)),
    veryDeep('objects', deepObjectJson(VERY_DEEP)),
    ['payload: arrays nested 1000 deep', deep(1_000)],
    ['payload: 10,000 fields', wide()],
    ...(isRecord(right) ? extended(right) : []),
  ]
}

function veryDeep(what: string, json: string): Odd {
  return [`payload: ${what} nested ${VERY_DEEP} deep`, JSON.parse(json), json]
}

/** A right object with more in it: accepted, and the rest dropped. */
function extended(right: Record<string, unknown>): Odd[] {
  const poison = (['__proto__', 'constructor', 'prototype'] as const).map((key): Odd => {
    return [`extra key: ${key}`, withKeys(right, poisoned(key))]
  })
  return [
    ['extra field', { ...right, unknownField: 1 }],
    ['extra field: with an object in it', { ...right, unknownField: { deep: [1, { er: true }] } }],
    ['extra field: empty name', { ...right, '': 1 }],
    ['extra field: NUL in its name', { ...right, 'a\u0000b': 1 }],
    ['extra field: another person’s identity', { ...right, actor: 'other', role: 'admin', tenant: 'other' }],
    ['extra field: 100 KB', { ...right, unknownField: 'x'.repeat(100_000) }],
    ['extra field: nested 100 deep', { ...right, unknownField: deep(100) }],
    ['extra field: binary', { ...right, unknownField: Buffer.from('binary') }],
    ['extra fields: 10,000', { ...wide(), ...right }],
    ['fields in the other order', Object.fromEntries(Object.entries(right).toReversed())],
    [
      'fields in capitals',
      Object.fromEntries(Object.entries(right).map(([key, v]) => [key.toUpperCase(), v])),
    ],
    ...poison,
  ]
}

/** One field of a right payload removed or replaced. */
function odd(right: unknown, { path, schema, example }: Field): Odd[] {
  const name = path.join('.') || 'payload'
  const values = [...ANY_TYPE, ...oddFor(schema, example)]
  return [
    [`${name}: missing`, replaced(right, path, undefined)],
    [`${name}: in an array`, replaced(right, path, [example])],
    [`${name}: in an object`, replaced(right, path, { [String(path.at(-1))]: example })],
    ...values.map(([kind, value]): Odd => [`${name}: ${kind}`, replaced(right, path, value)]),
  ]
}

/** Every field, those within objects and the first of each array too. */
function fields(schema: JsonSchema, example: unknown, path: Path = []): Field[] {
  const here = path.length > 0 || schema.type !== 'object' ? [{ path, schema, example }] : []
  const [option] = optionsOf(schema)
  if (option)
    return [...here, ...fields(option, example, path).filter((field) => field.path.length > path.length)]
  if (schema.type === 'array' && Array.isArray(example) && example.length > 0) {
    return [...here, ...fields(itemOf(schema), example[0], [...path, 0])]
  }
  if (schema.type !== 'object' || !isRecord(example)) return here
  const inside = propertiesOf(schema).flatMap(({ name, schema: part }) => {
    return name in example ? fields(part, example[name], [...path, name]) : []
  })
  return [...here, ...inside]
}

/** A copy with another value at a path; `undefined` removes it. */
function replaced(node: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(node))
    return node.map((item, index) => (index === step ? replaced(item, rest, value) : item))
  const { [step]: old, ...others } = node as Record<string | number, unknown>
  const next = replaced(old, rest, value)
  return next === undefined ? others : { ...others, [step]: next }
}

/** Own keys of both, also those that an ordinary assignment would follow to a prototype. */
function withKeys(right: Record<string, unknown>, extra: unknown): unknown {
  const copy = { ...right }
  for (const key of Object.keys(extra as object)) {
    const value = (extra as Record<string, unknown>)[key]
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return copy
}

/** The value as the other side reads it: JSON, with binary beside it. */
function arrived(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (value instanceof Date) return value.toJSON()
  if (Array.isArray(value))
    return isNested(value) ? value : Array.from(value, (item) => arrived(item) ?? null)
  if (isNested(value)) return value
  const copy = {}
  for (const [key, part] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: arrived(part),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return copy
}

/** The deep values are JSON already, and deeper than a recursive walk should go. */
function isNested(value: object): boolean {
  let inner: unknown = value
  for (let level = 0; level < 50; level += 1) {
    if (typeof inner !== 'object' || inner === null) return false
    inner = Object.values(inner)[0]
  }
  return true
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
