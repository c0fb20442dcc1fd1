import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newMessage } from './message.fixture'
import {
  lastSeq,
  type MessageWindow,
  NO_MESSAGES,
  WINDOW_MAX,
  withChange,
  withNewer,
  withNews,
  withOlder,
  withStatus,
} from './message-window'

const stretch = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => newMessage(from + at))
const seqs = ({ messages }: MessageWindow) => messages.map(({ seq }) => seq)
const isWithoutGaps = (window: MessageWindow) =>
  seqs(window).every((seq, at, all) => at === 0 || seq === (all[at - 1] ?? 0) + 1)

test('whatever order news and pages come in, each message is there once, in order and without gaps', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('news' as const), seq: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      kind: fc.constant('newer' as const),
      from: fc.integer({ min: 1, max: 60 }),
      length: fc.integer({ min: 0, max: 20 }),
    }),
    fc.record({ kind: fc.constant('older' as const), length: fc.integer({ min: 1, max: 20 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let window: MessageWindow = { messages: stretch(30, 32), hasBefore: true, hasAfter: false }
      for (const one of steps) {
        const first = window.messages[0]?.seq ?? 1
        if (one.kind === 'news') window = withNews(window, newMessage(one.seq))
        else if (one.kind === 'newer')
          window = withNewer(window, stretch(one.from, one.from + one.length - 1), false)
        else window = withOlder(window, stretch(Math.max(1, first - one.length), first - 1), first > 1)
        expect(isWithoutGaps(window)).toBe(true)
        expect(seqs(window)).toEqual(expect.arrayContaining([30, 31, 32]))
      }
    }),
  )
})

test('one that was sent while others are missing is not shown before they are', () => {
  const window = withNews({ messages: stretch(1, 3), hasBefore: false, hasAfter: false }, newMessage(5))
  expect(seqs(window)).toEqual([1, 2, 3])
  expect(window.hasAfter).toBe(true)
  expect(seqs(withNewer(window, stretch(4, 5), false))).toEqual([1, 2, 3, 4, 5])
})

test('the window has a limit, and lets go at the other end', () => {
  const full = withNewer(NO_MESSAGES, stretch(100, 99 + WINDOW_MAX), false)
  const later = withNewer(full, [newMessage(100 + WINDOW_MAX)], false)
  expect(later).toMatchObject({ hasBefore: true, hasAfter: false })
  expect(later.messages).toHaveLength(WINDOW_MAX)
  const earlier = withOlder(full, stretch(50, 99), true)
  expect(earlier).toMatchObject({ hasBefore: true, hasAfter: true })
  expect([earlier.messages[0]?.seq, earlier.messages.length]).toEqual([50, WINDOW_MAX])
  expect(lastSeq(earlier)).toBe(49 + WINDOW_MAX)
})

test('a status covers one’s own messages up to it, and what was read stays read', () => {
  const own = { senderId: 'ann' }
  const messages = [newMessage(1, own), newMessage(2), newMessage(3, own), newMessage(4, own)]
  const read = withStatus({ messages, hasBefore: false, hasAfter: false }, 'ann', 1, 'read')
  const delivered = withStatus(read, 'ann', 3, 'delivered')
  expect(delivered.messages.map(({ status }) => status)).toEqual(['read', 'sent', 'delivered', 'sent'])
})

test('a change of a message that is not held changes nothing', () => {
  const window: MessageWindow = { messages: stretch(1, 2), hasBefore: false, hasAfter: false }
  expect(withChange(window, 'm9', (one) => ({ ...one, message: 'x' }))).toBe(window)
  expect(withChange(window, 'm2', (one) => ({ ...one, message: 'x' })).messages[1]?.message).toBe('x')
})
