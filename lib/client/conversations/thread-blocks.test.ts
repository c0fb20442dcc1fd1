import { expect, test } from 'vitest'
import { newMessage } from './message.fixture'
import { blocksOf } from './thread-blocks'

const DAY = 24 * 60 * 60_000
const dayOf = (at: number) => String(Math.floor(at / DAY))
const at = (seq: number, ms: number, senderId = 'bob') =>
  newMessage(seq, { senderId, timestamp: new Date(ms).toISOString() })
const shape = (messages: Parameters<typeof blocksOf>[0], unreadAfter?: number) =>
  blocksOf(messages, { unreadAfter, own: 'ann', dayOf }).map(({ day, isNew, rows }) => ({
    day: day === undefined ? undefined : dayOf(day),
    isNew,
    rows: rows.map(
      ({ message, isFirst, isLast }) => `${message.seq}${isFirst ? '<' : ''}${isLast ? '>' : ''}`,
    ),
  }))

test('messages of one author within five minutes stand together', () => {
  const messages = [at(1, 0), at(2, 60_000), at(3, 400_000), at(4, 401_000, 'ann'), at(5, 402_000)]
  expect(shape(messages)).toEqual([{ day: '0', isNew: false, rows: ['1<', '2>', '3<>', '4<>', '5<>'] }])
})

test('each day has its line', () => {
  expect(shape([at(1, DAY - 1), at(2, DAY), at(3, 3 * DAY)])).toMatchObject([
    { day: '0', rows: ['1<>'] },
    { day: '1', rows: ['2<>'] },
    { day: '3', rows: ['3<>'] },
  ])
})

test('the unread ones begin below a line, once, and not with one’s own', () => {
  const messages = [at(1, 0), at(2, 1, 'ann'), at(3, 2), at(4, 3)]
  expect(shape(messages, 1)).toEqual([
    { day: '0', isNew: false, rows: ['1<>', '2<>'] },
    { day: undefined, isNew: true, rows: ['3<', '4>'] },
  ])
  expect(shape(messages, 4).some(({ isNew }) => isNew)).toBe(false)
})
