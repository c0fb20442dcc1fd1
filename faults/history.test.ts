import { describe, expect, test } from 'vitest'
import { type Acknowledged, check, contentIn, type Seen, type View } from './history'

const acknowledgedBy = (author: string, seq: number, more: Partial<Acknowledged> = {}): Acknowledged => ({
  seq,
  messageId: `msg-${seq}`,
  content: contentIn('room', author, seq),
  sent: { connection: 1, order: seq },
  ...more,
})
const seenOf = ({ seq, messageId, content }: Acknowledged): Seen => ({ seq, messageId, content })
const view = (client: string, more: Partial<View> = {}): View => ({
  room: 'room',
  client,
  acknowledged: [],
  seen: [],
  ending: 'open',
  ...more,
})

/** Ann sends three messages, Bob sees what `change` makes of them. */
function exchange(change: (seen: Seen[]) => Seen[], ending: View['ending'] = 'open') {
  const acknowledged = [1, 2, 3].map((seq) => acknowledgedBy('ann', seq))
  return check([
    view('ann', { acknowledged }),
    view('bob', { seen: change(acknowledged.map(seenOf)), ending }),
  ])
}

const NOTHING = { lost: [], doubled: [], disordered: [], strayed: [] }

describe('the checker of histories', () => {
  test('finds nothing where everything came once and in order', () => {
    expect(exchange((seen) => seen)).toEqual({ messages: 3, ...NOTHING })
  })

  test('finds an acknowledged message that was never seen', () => {
    expect(exchange(([one, , three]) => [one!, three!]).lost).toEqual([
      `bob never saw ${contentIn('room', 'ann', 2)} (2)`,
    ])
  })

  test('finds the last message missing where the room ended before the eyes of its reader', () => {
    expect(exchange((seen) => seen.slice(0, 2), 'ended').lost).toHaveLength(1)
  })

  test('forgives what was missed in a room that is gone', () => {
    expect(exchange((seen) => seen.slice(0, 2), 'gone')).toEqual({ messages: 3, ...NOTHING })
  })

  test('does not forgive a hole before what was seen in a room that is gone', () => {
    expect(exchange(([one, , three]) => [one!, three!], 'gone').disordered).toHaveLength(1)
  })

  test('finds a message that was seen twice', () => {
    expect(exchange((seen) => [...seen, seen[2]!]).doubled).not.toEqual([])
  })

  test('finds a message that was saved twice', () => {
    const acknowledged = [acknowledgedBy('ann', 1)]
    const again = { seq: 2, messageId: 'msg-2', content: acknowledged[0]!.content }
    const seen = [seenOf(acknowledged[0]!), again]
    expect(check([view('ann', { acknowledged }), view('bob', { seen })]).doubled).toHaveLength(1)
  })

  test('finds two messages in the wrong order', () => {
    expect(exchange(([one, two, three]) => [one!, three!, two!]).disordered).toHaveLength(1)
  })

  test('finds messages of one connection numbered in another order than they were sent', () => {
    const acknowledged = [
      acknowledgedBy('ann', 2, { sent: { connection: 1, order: 1 } }),
      acknowledgedBy('ann', 1, { sent: { connection: 1, order: 2 } }),
    ]
    expect(check([view('ann', { acknowledged })]).disordered).toHaveLength(1)
  })

  test('no order is asked of what was sent again', () => {
    const acknowledged = [acknowledgedBy('ann', 2, { sent: undefined }), acknowledgedBy('ann', 1)]
    expect(check([view('ann', { acknowledged })]).disordered).toEqual([])
  })

  test('finds a message of another room', () => {
    const stray = { seq: 4, messageId: 'msg-x', content: contentIn('elsewhere', 'eve', 1) }
    expect(exchange((seen) => [...seen, stray]).strayed).toHaveLength(1)
  })

  test('finds a message that came with other words than it was sent with', () => {
    const changed = (seen: Seen[]) => [
      { ...seen[0]!, content: contentIn('room', 'ann', 9) },
      ...seen.slice(1),
    ]
    expect(exchange(changed).strayed).toHaveLength(1)
  })
})
