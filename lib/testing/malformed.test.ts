import { jsonBodyOf } from '@/lib/contracts/kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CONTRACTS } from '@/lib/contracts/all'
import { jsonSchema } from '@/lib/contracts/documents/schemas'
import { malformed } from './malformed'
import { validExample } from './valid-example'

const schema = z.object({
  mode: z.enum(['text', 'audio']),
  note: z.string().min(2).max(10),
  count: z.number().int().min(0).max(5).optional(),
  quiet: z.boolean().default(false),
  words: z.array(z.string().max(3)).max(2),
  inner: z.object({ at: z.iso.datetime({ offset: true }) }),
})

const all = (of: z.ZodType = schema) => [...malformed(of)]
const find = (kind: string) => all().find((payload) => payload.kind === kind)
const inputs = CONTRACTS.flatMap(({ name, namespaces, rest }) => [
  ...Object.values(namespaces).flatMap(({ inbound }) =>
    Object.entries(inbound).map(([event, { input }]) => ({ what: `${name} ${event}`, input })),
  ),
  ...Object.values(rest).flatMap(({ method, path, query, params, ...row }) =>
    [jsonBodyOf(row), query, params].flatMap((input) =>
      input ? [{ what: `${method} ${path}`, input }] : [],
    ),
  ),
])

test.each(inputs)('$what: the example made from the schema is accepted', ({ input }) => {
  expect(input.safeParse(validExample(jsonSchema(input, 'input'))).error).toBeUndefined()
})

test.each(inputs)('$what: at least 40 kinds, none twice, some of them refused', ({ input }) => {
  const kinds = all(input).map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(kinds.length).toBeGreaterThanOrEqual(40)
  expect(all(input).some(({ expect: verdict }) => verdict === 'refused')).toBe(true)
})

test('over all events and endpoints there are at least 140 classes of oddities, wherever each stands', () => {
  const classes = new Set(
    inputs.flatMap(({ input }) =>
      all(input).map(({ kind }) => kind.replace(/^(option \d+: )?([\w.]+: )?/, '')),
    ),
  )
  process.stdout.write(`bad input: ${classes.size} classes for ${inputs.length} inputs\n`)
  expect(classes.size).toBeGreaterThanOrEqual(140)
})

test('the payloads are the same each time', () => {
  const shallow = () => all().filter(({ kind }) => !kind.includes('10000 deep'))
  expect(shallow()).toEqual(shallow())
})

test.each([
  'mode: missing',
  'note: null',
  'note: one character too long',
  'note: one character too short',
  'note: 100 KB of text',
  'note: a Buffer',
  'count: one too large',
  'count: negative',
  'count: a fraction',
  'count: NaN, which JSON writes as null',
  'count: a number as text',
  'quiet: true as text',
  'mode: "text" in capitals',
  'mode: "audio" and a space',
  'words: one item too many',
  'words: a sparse array',
  'words.0: a number',
  'inner.at: missing',
  'inner: an empty array',
  'inner.at: a date as text',
  'payload: null',
  'payload: nothing at all',
  'payload: itself in an array',
  'payload: arrays nested 10000 deep',
  'fields in capitals',
])('%s: refused', (kind) => {
  expect(find(kind)).toMatchObject({ expect: 'refused', valid: false })
})

test.each([
  'extra field',
  'extra field: empty name',
  'extra fields: 10,000',
  'extra key: __proto__',
  'extra key: constructor',
  'fields in the other order',
  'count: missing',
  'quiet: missing',
  'note: a NUL',
  'note: a lone high surrogate',
  'note: a decomposed letter',
  'inner.at: a date object',
])('%s: accepted by the schema, so the rules behind it decide', (kind) => {
  expect(find(kind)).toMatchObject({ expect: 'either', valid: true })
})

test('a poisoned key is an own key and reaches the wire', () => {
  const { value } = find('extra key: __proto__') ?? {}
  expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
  expect(JSON.stringify(value)).toContain('"__proto__":{"polluted":true}')
})

test('what JSON.stringify cannot write comes with its JSON, everything else can be written', () => {
  for (const { value, json } of all()) {
    const write = () => JSON.stringify(value)
    if (json === undefined) expect(write).not.toThrow()
    else expect(write).toThrow(RangeError)
  }
})

test('no payload changes an object that is held elsewhere', () => {
  all()
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('each branch of a union is varied', () => {
  const union = z.union([z.object({ a: z.string() }), z.object({ b: z.string() })])
  const kinds = all(union).map(({ kind }) => kind)
  expect(kinds).toContain('a: missing')
  expect(kinds).toContain('b: missing')
})

test('a payload that is one text is replaced as a field would be', () => {
  expect(all(z.string().max(5)).map(({ kind }) => kind)).toContain('payload: one character too long')
})

test('a payload made by hand is used where the schema has a pattern', () => {
  const phone = z.object({ phone: z.string().regex(/^\+\d{8}$/) })
  const extra = [...malformed(phone, { phone: '+12345678' })].find(({ kind }) => kind === 'extra field')
  expect(extra).toMatchObject({ valid: true })
})
