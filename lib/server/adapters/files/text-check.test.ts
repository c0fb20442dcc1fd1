import { expect, test } from 'vitest'
import { createTextCheck } from './text-check'

const bytes = (...values: number[]) => new Uint8Array(values)

test.each([
  { what: 'lines', chunks: [Buffer.from('one\r\n\ttwo\n')], isText: true },
  { what: 'a letter in two pieces', chunks: [bytes(0xc3), bytes(0xa4)], isText: true },
  { what: 'half a letter at the end', chunks: [bytes(0x61, 0xc3)], isText: false },
  { what: 'a zero', chunks: [bytes(0x61), bytes(0)], isText: false },
  { what: 'Latin-1', chunks: [bytes(0xe4, 0x61)], isText: false },
])('$what: text = $isText', ({ chunks, isText }) => {
  const check = createTextCheck()
  for (const chunk of chunks) check.add(chunk)
  expect(check.isText()).toBe(isText)
})
