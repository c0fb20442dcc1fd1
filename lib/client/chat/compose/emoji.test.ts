import { expect, test } from 'vitest'
import { EMOJI, EMOJI_COLUMNS, emojiReached, insert } from './emoji'

const last = EMOJI.length - 1

test('every emoji is there once, in full rows', () => {
  expect(new Set(EMOJI).size).toBe(EMOJI.length)
  expect(EMOJI.length % EMOJI_COLUMNS).toBe(0)
})

test.each([
  { key: 'ArrowRight', at: 0, reached: 1 },
  { key: 'ArrowLeft', at: 0, reached: undefined },
  { key: 'ArrowDown', at: 3, reached: 11 },
  { key: 'ArrowUp', at: 3, reached: undefined },
  { key: 'ArrowDown', at: last, reached: undefined },
  { key: 'ArrowRight', at: last, reached: undefined },
  { key: 'Home', at: 9, reached: 0 },
  { key: 'End', at: 9, reached: last },
  { key: 'Tab', at: 9, reached: undefined },
])('$key from $at leads to $reached', ({ key, at, reached }) => {
  expect(emojiReached(key, at, false)).toBe(reached)
})

test('where the page runs from right to left, the arrows do too', () => {
  expect(emojiReached('ArrowLeft', 0, true)).toBe(1)
  expect(emojiReached('ArrowRight', 0, true)).toBeUndefined()
})

test.each([
  { text: 'ab', start: 1, end: 1, becomes: { text: 'a🙂b', caret: 3 } },
  { text: 'ab', start: 0, end: 2, becomes: { text: '🙂', caret: 2 } },
  { text: '', start: 0, end: 0, becomes: { text: '🙂', caret: 2 } },
])('inserted into "$text" at $start to $end', ({ text, start, end, becomes }) => {
  expect(insert(text, '🙂', start, end)).toEqual(becomes)
})
