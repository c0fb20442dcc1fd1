import { expect, test } from 'vitest'
import { partsIn, UNFIT_JSON } from './json-text'
import { payloadFault } from '../dispatch/payload'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const list = (length: number) => JSON.stringify(Array.from({ length }, () => 0))
const TOO_MUCH = Number.POSITIVE_INFINITY

test.each([
  { what: 'a word', text: '"word"', parts: 0 },
  { what: 'an object', text: '{"a":1,"b":[2,3]}', parts: 4 },
  { what: 'brackets and commas in a string', text: `{"a":"${'[{,'.repeat(9_999)}"}`, parts: 1 },
  { what: 'quotes in a string', text: String.raw`["\"[,[,", "\\", "\\\"[,"]`, parts: 3 },
  { what: 'a string that never ends', text: '["a', parts: 1 },
  { what: '14 levels', text: nested(14), parts: 14 },
  { what: '15 levels', text: nested(15), parts: TOO_MUCH },
  { what: '2,002 values', text: list(2_002), parts: 2_002 },
  { what: '2,003 values', text: list(2_003), parts: TOO_MUCH },
  { what: 'brackets that were not opened', text: ']'.repeat(99) + nested(15), parts: 15 },
  { what: 'nothing', text: '', parts: 0 },
])('$what: $parts', ({ text, parts }) => {
  expect(partsIn(text)).toBe(parts)
})

test('text before the start does not count', () => {
  expect(partsIn('[[[,,,"a"', 6)).toBe(0)
})

test('the stand-in for a payload too dear to parse is refused by every contract', () => {
  expect(payloadFault(JSON.parse(UNFIT_JSON))).toBe('The payload is nested too deeply')
})
