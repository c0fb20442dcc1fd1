import { expect, test } from 'vitest'
import { addDays, type Day, dayOf } from '@/lib/domain/days'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import { madeUpWorkspace } from './made-up-workspace'

const FIRST: Day = '2026-08-23'
const DAYS = 90
const workspace = madeUpWorkspace(FIRST, DAYS)
const messages = workspace.conversations.flatMap((one) => one.messages)

test('the workspace is the same whenever it is made on a day, and all of it is labelled', () => {
  expect(madeUpWorkspace(FIRST, DAYS)).toEqual(workspace)
  for (const { id } of [...workspace.people, ...workspace.conversations, ...workspace.visits, ...messages])
    expect(id.startsWith(DEMO_PREFIX)).toBe(true)
  for (const { displayName } of workspace.people) expect(displayName).toContain('(demo)')
  for (const { description } of workspace.conversations) expect(description).toContain('Demonstration')
})

test('it has three channels, of which one is private, and a visit', () => {
  const channels = workspace.conversations.filter(({ kind }) => kind === 'channel')
  expect(channels.map(({ isPrivate }) => isPrivate)).toEqual([false, true, false])
  expect(workspace.visits).toHaveLength(1)
})

test('something is written on each of its days, a few hundred messages in all, some of them answers', () => {
  const days = new Set(messages.map(({ at }) => dayOf(at)))
  expect([...days].toSorted()).toEqual(Array.from({ length: DAYS }, (_, index) => addDays(FIRST, index)))
  expect(messages.length).toBeGreaterThan(200)
  expect(messages.length).toBeLessThan(900)
  expect(messages.some(({ replyTo }) => replyTo !== null)).toBe(true)
})

test('each message is later than the one before, by a member, and answers one of somebody else', () => {
  for (const { members, messages: said } of workspace.conversations)
    for (const [index, { author, replyTo, at }] of said.entries()) {
      expect(members.some(({ user }) => user === author)).toBe(true)
      expect(at).toBeGreaterThanOrEqual(said[index - 1]?.at ?? 0)
      if (replyTo === null) continue
      const answered = said.slice(0, index).find(({ id }) => id === replyTo)
      expect(answered?.author).not.toBe(author)
      expect(answered).toBeDefined()
    }
})
