import { expect, test } from 'vitest'
import { openConversation } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'

const touchOf = ({ now }: ReturnType<typeof openConversation>) => {
  const chat = now()
  return 'touch' in chat ? chat.touch : undefined
}
const asked = ({ socket }: ReturnType<typeof openConversation>) => socket.sentAs('stay-in-touch')
const both = { sessionId: '1', conversationId: 'c1', userId: 'bob' }

test('a wish is sent once, and stays what it is until both have it', () => {
  const ann = openConversation()
  ann.stayInTouch()
  ann.stayInTouch()
  expect(asked(ann)).toEqual([{ sessionId: '1' }])
  expect(touchOf(ann)).toEqual({ kind: 'wanted' })
  ann.socket.publish('stayed-in-touch', both)
  expect(touchOf(ann)).toEqual({ kind: 'found', conversationId: 'c1' })
})

test('it outlives the session, and can be wanted after its end', () => {
  const ann = openConversation()
  ann.stayInTouch()
  ann.leave()
  expect(ann.now().phase).toBe('ended')
  expect(touchOf(ann)).toEqual({ kind: 'wanted' })

  const bob = openConversation()
  bob.leave()
  bob.stayInTouch()
  expect(asked(bob)).toEqual([{ sessionId: '1' }])
  bob.socket.publish('stayed-in-touch', both)
  expect(touchOf(bob)).toEqual({ kind: 'found', conversationId: 'c1' })
})

test('what did not go through can be tried again', async () => {
  const ann = openConversation()
  ann.stayInTouch()
  ann.socket.answer('stay-in-touch', undefined)
  await settled()
  expect(touchOf(ann)).toEqual({ kind: 'failed' })
  ann.stayInTouch()
  expect(asked(ann)).toHaveLength(2)
  expect(touchOf(ann)).toEqual({ kind: 'wanted' })
})

test('another session’s is not this one’s', () => {
  const ann = openConversation()
  ann.socket.publish('stayed-in-touch', { ...both, sessionId: '2' })
  expect(touchOf(ann)).toBeUndefined()
})

test('after a lost connection the wish is sent again: the answer may have been lost', () => {
  const ann = openConversation()
  ann.stayInTouch()
  ann.socket.goOffline()
  expect(touchOf(ann)).toEqual({ kind: 'wanted' })
  ann.socket.comeBack()
  expect(asked(ann)).toHaveLength(2)
})
