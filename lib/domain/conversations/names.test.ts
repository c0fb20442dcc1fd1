import { describe, expect, test } from 'vitest'
import { otherOf, pairOf, readName, roomOf, topicOf } from './names'

test.each([
  ['1', { id: '1' }],
  ['channel:1', { id: '1' }],
  ['channel:abc', { id: 'abc' }],
  ['abc', { id: 'abc' }],
  ['chat:b:a', { key: 'chat:a:b' }],
  ['chat:a:b', { key: 'chat:a:b' }],
  ['visit:v1', { key: 'visit:v1' }],
  ['topic:appointments', { key: 'topic:appointments' }],
  ['call:c1', { key: 'call:c1' }],
  // Of no pair: an id that nothing has.
  ['chat:a', { id: 'chat:a' }],
  ['chat:a:a', { id: 'chat:a:a' }],
  ['chat:a:b:c', { id: 'chat:a:b:c' }],
])('%s', (given, meant) => {
  expect(readName('default', given)).toEqual(meant)
})

test('the general channel is another one in each tenant, under one name', () => {
  expect(readName('school', '1')).toEqual({ id: 'general-school' })
  const general = { id: 'general-school', key: 'channel:general', kind: 'channel' } as const
  expect(roomOf(general)).toBe('channel:1')
})

describe('the room of a conversation', () => {
  test.each([
    [{ id: 'x', key: 'channel:x', kind: 'channel' }, 'channel:x'],
    [{ id: 'x', key: 'chat:a:b', kind: 'direct' }, 'chat:a:b'],
    [{ id: 'x', key: 'visit:v1', kind: 'visit' }, 'visit:v1'],
    [{ id: 'x', key: 'topic:t', kind: 'topic' }, 'topic:t'],
  ] as const)('%o', (conversation, room) => {
    expect(roomOf(conversation)).toBe(room)
    expect(readName('default', room)).toMatchObject(room === 'channel:x' ? { id: 'x' } : { key: room })
  })
})

test('a pair is two people, each the other one of the other', () => {
  expect(pairOf('chat:a:b')).toEqual(['a', 'b'])
  expect(otherOf('chat:a:b', 'b')).toBe('a')
  expect(otherOf('chat:a:b', 'c')).toBeUndefined()
  expect(pairOf('visit:a:b')).toBeUndefined()
})

test('a topic has a name of 64 characters at most', () => {
  expect(topicOf('topic:appointments')).toBe('appointments')
  expect(topicOf(`topic:${'x'.repeat(64)}`)).toHaveLength(64)
  for (const room of ['topic:', 'topic:  ', `topic:${'x'.repeat(65)}`, 'visit:v'])
    expect(topicOf(room)).toBeUndefined()
})
