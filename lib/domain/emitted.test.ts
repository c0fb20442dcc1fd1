import { expect, test } from 'vitest'
import { acceptedEmission } from './emitted'

test('a payload arrives as it is written in JSON', () => {
  const at = new Date(0)
  expect(acceptedEmission('notification:new', { title: 'hello', at, none: undefined })).toEqual({
    title: 'hello',
    at: at.toISOString(),
  })
})

test.each(['', '1st', 'two words', 'a'.repeat(101), 'disconnect', 'newListener'])(
  'an event cannot be called %j',
  (name) => expect(() => acceptedEmission(name, {})).toThrow(/name/),
)

test('what JSON cannot carry, and more than 64 KiB, is refused by a sentence that names the event', () => {
  expect(() => acceptedEmission('news', undefined)).toThrow('The payload of news cannot be written as JSON')
  expect(() => acceptedEmission('news', 'é'.repeat(40_000))).toThrow('65536 bytes at most')
  expect(acceptedEmission('news', 'e'.repeat(40_000))).toHaveLength(40_000)
})
