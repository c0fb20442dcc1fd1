import { expect, test } from 'vitest'
import { actor, HERE, openCore } from '../core.fixture'

const ann = actor('ann')

test('a connection announces each capability that it gains or loses, and no other', async () => {
  const { connections, published } = openCore()
  await connections.declare(ann, 'ann 1', ['presence'])
  await connections.declare(ann, 'ann 1', HERE)
  await connections.declare(ann, 'ann 2', ['presence'])
  await connections.declare(ann, 'ann 1', ['presence', 'calls'])
  await connections.closed(ann, 'ann 1')
  expect(
    published('connection.opened').map(({ connection, capability, first }) => [
      connection,
      capability,
      first,
    ]),
  ).toEqual([
    ['ann 1', 'presence', true],
    ['ann 1', 'sessions', true],
    ['ann 2', 'presence', false],
    ['ann 1', 'calls', true],
  ])
  expect(
    published('connection.closed').map(({ connection, capability, last }) => [connection, capability, last]),
  ).toEqual([
    ['ann 1', 'sessions', true],
    ['ann 1', 'presence', false],
    ['ann 1', 'calls', true],
  ])
  expect(published('connection.restored')).toEqual([])
})
