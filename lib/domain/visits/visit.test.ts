import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  movedIn,
  phaseOf,
  positionIn,
  visitKey,
  visitNamed,
  visitOfWaitingRoom,
  waitingRoomOf,
  type WaitingPerson,
} from './visit'

const waiting = (user: string): WaitingPerson => ({ user, displayName: null, since: 0, awaySince: null })

test.each([
  ['over, whatever was planned', { scheduledAt: 10, endedAt: 5 }, 'over'],
  ['now where no time was planned', { scheduledAt: null, endedAt: null }, 'now'],
  ['coming until its time', { scheduledAt: 8, endedAt: null }, 'coming'],
  ['now from its time on', { scheduledAt: 7, endedAt: null }, 'now'],
])('a visit is %s', (_, visit, phase) => {
  expect(phaseOf(visit, 7)).toBe(phase)
})

test('a visit’s room has its name, and a room of another kind is none', () => {
  expect(visitNamed(visitKey('7'))).toBe('7')
  for (const room of ['visit:', 'visit', 'chat:a:b', 'channel:1', '7'])
    expect(visitNamed(room)).toBeUndefined()
  expect(visitOfWaitingRoom(waitingRoomOf('7'))).toBe('7')
  expect(visitOfWaitingRoom('7')).toBeUndefined()
})

test('positions count from 1', () => {
  const queue = [waiting('ann'), waiting('bob')]
  expect([positionIn(queue, 'ann'), positionIn(queue, 'bob'), positionIn(queue, 'cid')]).toEqual([1, 2, null])
})

test('everybody whose position changes is told, and nobody else', () => {
  const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
  fc.assert(
    fc.property(people, people, (before, after) => {
      const moved = movedIn({ before, queue: after.map(waiting), revision: 1 })
      const told = new Map(moved.map(({ user, position }) => [user, position]))
      for (const [index, user] of after.entries())
        expect(told.get(user)).toBe(before.indexOf(user) === index ? undefined : index + 1)
      expect(told.size).toBeLessThanOrEqual(after.length)
    }),
  )
})
