import { describe, expect, test } from 'vitest'
import { type Acknowledged, check, contentIn, type Seen, type View } from './history'

const said = (author: string, seq: number, more: Partial<Acknowledged> = {}): Acknowledged => ({
  seq,
  messageId: `msg-${seq}`,
  content: contentIn('room', author, seq),
  sent: { connection: 1, place: seq },
  ...more,
})
const seenOf = ({ seq, messageId, content }: Acknowledged): Seen => ({ seq, messageId, content })
const view = (person: string, more: Partial<View> = {}): View => ({
  room: 'room',
  person,
  acknowledged: [],
  seen: [],
  ending: 'open',
  ...more,
})

/** Ann says three things, Bob sees what `change` makes of them. */
function talk(change: (seen: Seen[]) => Seen[], ending: View['ending'] = 'open') {
  const acknowledged = [1, 2, 3].map((seq) => said('ann', seq))
  return check([
    view('ann', { acknowledged }),
    view('bob', { seen: change(acknowledged.map(seenOf)), ending }),
  ])
}

const NOTHING = { lost: [], doubled: [], disordered: [], strayed: [] }

describe('the checker of histories', () => {
  test('finds nothing where everything came once and in order', () => {
    expect(talk((seen) => seen)).toEqual({ messages: 3, ...NOTHING })
  })

  test('finds an acknowledged message that was never seen', () => {
    expect(talk(([one, , three]) => [one!, three!]).lost).toEqual([
      `bob never saw ${contentIn('room', 'ann', 2)} (2)`,
    ])
  })

  test('finds the last message missing where the room ended before the eyes of its reader', () => {
    expect(talk((seen) => seen.slice(0, 2), 'ended').lost).toHaveLength(1)
  })

  test('forgives what was missed in a room that is gone', () => {
    expect(talk((seen) => seen.slice(0, 2), 'gone')).toEqual({ messages: 3, ...NOTHING })
  })

  test('does not forgive a hole before what was seen in a room that is gone', () => {
    expect(talk(([one, , three]) => [one!, three!], 'gone').disordered).toHaveLength(1)
  })

  test('finds a message that was seen twice', () => {
    expect(talk((seen) => [...seen, seen[2]!]).doubled).not.toEqual([])
  })

  test('finds a message that was saved twice', () => {
    const acknowledged = [said('ann', 1)]
    const again = { seq: 2, messageId: 'msg-2', content: acknowledged[0]!.content }
    const seen = [seenOf(acknowledged[0]!), again]
    expect(check([view('ann', { acknowledged }), view('bob', { seen })]).doubled).toHaveLength(1)
  })

  test('finds two messages in the wrong order', () => {
    expect(talk(([one, two, three]) => [one!, three!, two!]).disordered).toHaveLength(1)
  })

  test('finds messages of one connection numbered in another order than they were sent', () => {
    const acknowledged = [
      said('ann', 2, { sent: { connection: 1, place: 1 } }),
      said('ann', 1, { sent: { connection: 1, place: 2 } }),
    ]
    expect(check([view('ann', { acknowledged })]).disordered).toHaveLength(1)
  })

  test('says nothing about the order of what was sent again', () => {
    const acknowledged = [said('ann', 2, { sent: undefined }), said('ann', 1)]
    expect(check([view('ann', { acknowledged })]).disordered).toEqual([])
  })

  test('finds a message of another room', () => {
    const stray = { seq: 4, messageId: 'msg-x', content: contentIn('elsewhere', 'eve', 1) }
    expect(talk((seen) => [...seen, stray]).strayed).toHaveLength(1)
  })

  test('finds a message that came with other words than it was said with', () => {
    const changed = (seen: Seen[]) => [
      { ...seen[0]!, content: contentIn('room', 'ann', 9) },
      ...seen.slice(1),
    ]
    expect(talk(changed).strayed).toHaveLength(1)
  })
})
