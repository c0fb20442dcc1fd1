import { expect, test, vi } from 'vitest'
import { createAppHolder } from './app-holder'
import type { AppParts } from './app-parts'

function fakeParts(account: string) {
  const log: string[] = []
  let over = false
  const parts = {
    account,
    isOver: () => over,
    start: () => log.push('start'),
    stop: () => log.push('stop'),
  } as unknown as AppParts
  return { parts, log, loseLogin: () => (over = true) }
}

test('every page of one account gets the same parts, which are started once', () => {
  const holder = createAppHolder()
  const ann = fakeParts('ann')
  const make = vi.fn<() => AppParts>(() => ann.parts)
  expect(holder.open('ann', make)).toBe(ann.parts)
  holder.start()
  expect(holder.open('ann', make)).toBe(ann.parts)
  holder.start()
  expect(make).toHaveBeenCalledTimes(1)
  expect(ann.log).toEqual(['start'])
})

test('another account gets parts of its own, and the former ones are stopped', () => {
  const holder = createAppHolder()
  const [ann, bob] = [fakeParts('ann'), fakeParts('bob')]
  holder.open('ann', () => ann.parts)
  holder.start()
  expect(holder.open('bob', () => bob.parts)).toBe(bob.parts)
  expect(ann.log).toEqual(['start'])
  holder.start()
  expect([ann.log, bob.log]).toEqual([['start', 'stop'], ['start']])
})

test('a login that comes back after it was lost gets new parts', () => {
  const holder = createAppHolder()
  const [before, after] = [fakeParts('ann'), fakeParts('ann')]
  holder.open('ann', () => before.parts)
  holder.start()
  before.loseLogin()
  expect(holder.open('ann', () => after.parts)).toBe(after.parts)
})

test('followers are called when parts have been started, not while a page renders', () => {
  const holder = createAppHolder()
  const follow = vi.fn<() => void>()
  const unfollow = holder.subscribe(follow)
  holder.open('ann', () => fakeParts('ann').parts)
  expect(follow).not.toHaveBeenCalled()
  holder.start()
  expect(follow).toHaveBeenCalledTimes(1)
  unfollow()
  holder.open('bob', () => fakeParts('bob').parts)
  holder.start()
  expect(follow).toHaveBeenCalledTimes(1)
})
