import { expect, test } from 'vitest'
import { followLog, type LogPosition } from './log-follow'

const atEnd: LogPosition = { isAtEnd: true, scrollTop: 400, clientHeight: 600, scrollHeight: 1_000 }
const above: LogPosition = { ...atEnd, isAtEnd: false, scrollTop: 100 }

test.each([
  ['the end card takes 160 px of the log', { scrollTop: 400, clientHeight: 440, scrollHeight: 1_000 }],
  ['the end card comes and the greeting goes', { scrollTop: 332, clientHeight: 440, scrollHeight: 932 }],
  ['the on-screen keyboard opens', { scrollTop: 400, clientHeight: 300, scrollHeight: 1_000 }],
  ['a banner comes', { scrollTop: 400, clientHeight: 552, scrollHeight: 1_000 }],
  ['the typeface comes and every line grows', { scrollTop: 400, clientHeight: 600, scrollHeight: 1_100 }],
  ['a long message arrives', { scrollTop: 400, clientHeight: 600, scrollHeight: 1_300 }],
])('whoever reads the end stays there when %s', (_, measure) => {
  expect(followLog(atEnd, measure).isAtEnd).toBe(true)
})

test.each([
  { name: 'a reader who scrolls up leaves the end', before: atEnd, scrollTop: 300, isAtEnd: false },
  { name: 'a few pixels up are still the end', before: atEnd, scrollTop: 353, isAtEnd: true },
  { name: '48 px up are not', before: atEnd, scrollTop: 352, isAtEnd: false },
  { name: 'a reader who scrolls down to the end is there', before: above, scrollTop: 400, isAtEnd: true },
  { name: 'a reader further up stays there', before: above, scrollTop: 100, isAtEnd: false },
])('$name', ({ before, scrollTop, isAtEnd }) => {
  expect(followLog(before, { scrollTop, clientHeight: 600, scrollHeight: 1_000 }).isAtEnd).toBe(isAtEnd)
})

test.each([
  ['the keyboard goes', { scrollTop: 100, clientHeight: 800, scrollHeight: 1_000 }],
  ['the keyboard comes', { scrollTop: 352, clientHeight: 300, scrollHeight: 1_000 }],
  ['a message arrives', { scrollTop: 300, clientHeight: 600, scrollHeight: 1_100 }],
  ['a line of the beginning goes', { scrollTop: 200, clientHeight: 600, scrollHeight: 932 }],
])('a reader who scrolls up while %s leaves the end', (_, measure) => {
  expect(followLog(atEnd, measure).isAtEnd).toBe(false)
})

test('a reader further up is not moved to the end by a change of sizes', () => {
  expect(followLog(above, { scrollTop: 100, clientHeight: 440, scrollHeight: 1_000 }).isAtEnd).toBe(false)
})

test('a reader who reaches the end because the log grew lower is at the end', () => {
  expect(followLog(above, { scrollTop: 0, clientHeight: 600, scrollHeight: 600 }).isAtEnd).toBe(true)
})

test('a log that was never looked at begins at its end', () => {
  expect(followLog(undefined, { scrollTop: 0, clientHeight: 600, scrollHeight: 1_000 }).isAtEnd).toBe(true)
})
