import { expect, test } from 'vitest'
import { payloadFault } from './payload'

const nested = (depth: number): unknown => (depth === 0 ? 'end' : [nested(depth - 1)])
const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic

test.each([
  { what: 'nothing', payload: undefined, fault: undefined },
  { what: 'text', payload: 'hello', fault: undefined },
  { what: 'an honest object', payload: { a: [1, null, true, { b: 'c' }] }, fault: undefined },
  { what: '12 levels', payload: nested(12), fault: undefined },
  { what: '13 levels', payload: nested(13), fault: 'The payload is nested too deeply' },
  { what: 'a million levels in a circle', payload: cyclic, fault: 'The payload is nested too deeply' },
  { what: '1,999 parts', payload: Array.from({ length: 1_999 }, () => 0), fault: undefined },
  {
    what: '2,000 parts',
    payload: Array.from({ length: 2_000 }, () => 0),
    fault: 'The payload has too many parts',
  },
  { what: '256 Ki characters', payload: 'x'.repeat(262_144), fault: undefined },
  { what: 'one more', payload: 'x'.repeat(262_145), fault: 'The payload is too large' },
  { what: 'as many in a name', payload: { ['x'.repeat(262_145)]: 1 }, fault: 'The payload is too large' },
  { what: 'bytes', payload: { a: Buffer.from('a') }, fault: 'Binary data is not expected here' },
  { what: 'a buffer', payload: [new ArrayBuffer(1)], fault: 'Binary data is not expected here' },
])('$what: $fault', ({ payload, fault }) => {
  expect(payloadFault(payload)).toBe(fault)
})
