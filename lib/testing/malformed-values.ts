import type { JsonSchema } from '@/lib/contracts/documents/schemas'

/** A value with the name of what is odd about it, and its JSON where `JSON.stringify` cannot write it. */
export type Odd = readonly [kind: string, value: unknown, json?: string]

const HUGE = 100_000
const MANY = 10_000

/** Arrays in arrays, so many levels deep. */
export function deep(levels: number): unknown {
  return JSON.parse(deepJson(levels)) as unknown
}

/** The JSON of {@link deep}: from a few thousand levels on, only a parser that does not recurse can read it. */
export function deepJson(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels)
}

/** The JSON of objects in objects, so many levels deep. */
export function deepObjectJson(levels: number): string {
  return `${'{"a":'.repeat(levels)}null${'}'.repeat(levels)}`
}

/** An object with 10,000 fields. */
export function wide(): Record<string, number> {
  return Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`field${index}`, index]))
}

/** An object whose own key is one that a careless merge follows to a prototype. */
export function poisoned(key: '__proto__' | 'constructor' | 'prototype'): unknown {
  const inside = key === 'constructor' ? '{"prototype":{"polluted":true}}' : '{"polluted":true}'
  return JSON.parse(`{"${key}":${inside}}`) as unknown
}

/** Values of every type; each is wrong wherever another type belongs. */
export const ANY_TYPE: readonly Odd[] = [
  ['null', null],
  ['a number', 7],
  ['zero', 0],
  ['a word', 'word'],
  ['true', true],
  ['false', false],
  ['an empty array', []],
  ['an empty object', {}],
  ['an array of nulls', [null]],
  ['an object with a value', { value: 1 }],
  ['NaN, which JSON writes as null', NaN],
  ['Infinity, which JSON writes as null', Infinity],
  ['a date object', new Date(0)],
  ['a Buffer', Buffer.from('binary')],
  ['a Uint8Array', new Uint8Array([0, 159, 146, 150])],
  ['something with toJSON', { toJSON: 'text', toString: 'text', valueOf: 1 }],
  ['an array-like object', { 0: 'a', length: 1 }],
  ['nesting of 100', deep(100)],
  ['100 KB of text', 'x'.repeat(HUGE)],
  ['own __proto__', poisoned('__proto__')],
  ['own constructor', poisoned('constructor')],
  ['own prototype', poisoned('prototype')],
]

/** Texts that break what trusts them; mostly right by their form. */
const TEXTS: readonly Odd[] = [
  ['empty text', ''],
  ['only spaces', '   '],
  ['a NUL', 'a\u0000b'],
  ['only NULs', '\u0000\u0000'],
  ['a lone high surrogate', 'a\ud800'],
  ['a lone low surrogate', '\udc00a'],
  ['a right-to-left override', '\u202egnp.exe'],
  ['zero-width characters', '\u200b\u200d\ufeff'],
  ['a composed letter', 'caf\u00e9'],
  ['a decomposed letter', 'cafe\u0301'],
  ['a hundred accents on one letter', `z${'\u0301'.repeat(100)}`],
  ['an astral character', '\u{1f9d1}\u200d\u{1f9b0}'],
  ['a number as text', '123'],
  ['a huge number as text', '1e309'],
  ['a boolean as text', 'true'],
  ['null as text', 'null'],
  ['undefined as text', 'undefined'],
  ['a date as text', '2026-02-30T25:61:00Z'],
  ['JSON as text', '{"success":true}'],
  ['SQL', `'; DROP TABLE "User"; --`],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a script tag', '<script>alert(1)</script>'],
  ['a template', '${7*7}{{7*7}}'],
  ['a path', '../../../../etc/passwd'],
  ['a format string', '%s%n%x'],
  ['a header break', 'a\r\nSet-Cookie: a=b'],
  ['a formula', '=HYPERLINK("http://example.org")'],
  ['a prototype key', '__proto__'],
  ['an inherited name', 'toString'],
]

function textsFor({ maxLength, minLength }: JsonSchema): readonly Odd[] {
  return [
    ...TEXTS,
    ...(maxLength === undefined ? [] : ([['one character too long', 'x'.repeat(maxLength + 1)]] as const)),
    ...(minLength ? ([['one character too short', 'x'.repeat(minLength - 1)]] as const) : []),
  ]
}

function numbersFor({ minimum, maximum }: JsonSchema): readonly Odd[] {
  return [
    ['negative', -1],
    ['negative zero', -0],
    ['a fraction', 0.5],
    ['beyond exact integers', 2 ** 53],
    ['very negative', -(2 ** 53)],
    ['a huge number', 1e308],
    ['a tiny number', 5e-324],
    ['minus Infinity, which JSON writes as null', -Infinity],
    ['a number as text', '1'],
    ['an empty text for a number', ''],
    ['hexadecimal text', '0x10'],
    ...(minimum === undefined ? [] : ([['one too small', minimum - 1]] as const)),
    ...(maximum === undefined ? [] : ([['one too large', maximum + 1]] as const)),
  ]
}

function nearMisses(words: readonly unknown[]): readonly Odd[] {
  return words
    .filter((word) => typeof word === 'string')
    .flatMap((word): Odd[] => [
      [`"${word}" in capitals`, word.toUpperCase()],
      [`"${word}" with a capital`, word.charAt(0).toUpperCase() + word.slice(1)],
      [`"${word}" and a space`, `${word} `],
      [`"${word}" and a letter`, `${word}s`],
      [`"${word}" without its end`, word.slice(0, -1)],
      [`"${word}" in an array`, [word]],
      [
        `"${word}" with a full-width letter`,
        String.fromCharCode(word.charCodeAt(0) + 0xfee0) + word.slice(1),
      ],
      [`"${word}" and a NUL`, `${word}\u0000`],
    ])
}

function listsFor({ maxItems }: JsonSchema, example: unknown): readonly Odd[] {
  const [item] = example as unknown[]
  const sparse: unknown[] = []
  sparse[3] = item
  return [
    ['an array in an array', [example]],
    ['a sparse array', sparse],
    ['a null among the items', [item, null]],
    ['an item of every type', [item, 1, 'a', true, {}, []]],
    ['an item instead of the array', item],
    ['10,000 items', Array.from({ length: MANY }, () => item)],
    ...(maxItems === undefined
      ? []
      : ([['one item too many', Array.from({ length: maxItems + 1 }, () => item)]] as const)),
  ]
}

/** What is odd for a value of just this schema, beside {@link ANY_TYPE}. */
export function oddFor(schema: JsonSchema, example: unknown): readonly Odd[] {
  if (schema.enum || schema.const !== undefined)
    return [...TEXTS, ...nearMisses(schema.enum ?? [schema.const])]
  switch (schema.type) {
    case 'string':
      return textsFor(schema)
    case 'number':
    case 'integer':
      return numbersFor(schema)
    case 'boolean':
      return [
        ['true as text', 'true'],
        ['false as text', 'false'],
        ['1 for true', 1],
        ['yes', 'yes'],
        ['on', 'on'],
      ]
    case 'array':
      return listsFor(schema, example)
    case 'object':
    case 'null':
    case undefined:
    default:
      return []
  }
}
