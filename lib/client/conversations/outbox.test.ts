import { expect, test } from 'vitest'
import { createFakeStores } from '@/lib/client/testing/fake-stores'
import { createOutbox, outboxKey } from './outbox'
import type { Pending } from './pending'

const message = (clientMessageId: string): Pending => ({
  clientMessageId,
  text: clientMessageId,
  replyTo: null,
  files: [],
  at: 1,
})
const C1 = { conversationId: 'c1', roomId: 'r1' }
const C2 = { conversationId: 'c2', roomId: 'r2' }
const ids = (pending: readonly Pending[]) => pending.map(({ clientMessageId }) => clientMessageId)

test('two tabs write into one outbox, and neither removes what the other wrote', () => {
  const { local } = createFakeStores()
  const [one, other] = [createOutbox(local, 'ann', 1), createOutbox(local, 'ann', 1)]
  one.change(C1, (all) => [...all, message('a')])
  other.change(C2, (all) => [...all, message('b')])
  other.change(C1, (all) => [...all, message('c')])
  expect(ids(one.of('c1'))).toEqual(['a', 'c'])
  expect(one.waiting().map(({ roomId }) => roomId)).toEqual(['r2', 'r1'])
  one.change(C1, () => [])
  one.change(C2, () => [])
  expect(other.waiting()).toEqual([])
  expect(local.read(outboxKey('ann'))).toBeNull()
})

test.each([
  '{',
  '7',
  '[{"conversationId":"c1"}]',
  '[{"conversationId":"c1","roomId":"r1","pending":[{"text":1}]}]',
])('what cannot be read, %s, counts as nothing', (text) => {
  const { local } = createFakeStores()
  local.write(outboxKey('ann'), text)
  const outbox = createOutbox(local, 'ann', 1)
  expect(outbox.waiting()).toEqual([])
  expect(ids(outbox.change(C1, (all) => [...all, message('a')]))).toEqual(['a'])
})

test('a browser that keeps nothing leaves it to the page', () => {
  const outbox = createOutbox({ read: () => null, write: () => {} }, 'ann', 1)
  outbox.change(C1, (all) => [...all, message('a')])
  expect(ids(outbox.of('c1'))).toEqual(['a'])
  outbox.change(C1, () => [])
  expect(outbox.of('c1')).toEqual([])
})

test('one account’s messages are not another’s', () => {
  const { local } = createFakeStores()
  createOutbox(local, 'ann', 1).change(C1, () => [message('a')])
  expect(createOutbox(local, 'bob', 1).waiting()).toEqual([])
})
