import { expect, test } from 'vitest'
import { createFakeStores } from '@/lib/client/testing/fake-stores'
import { isLeaving, markLeaving } from './leaving'

test.each([
  { after: 0, leaving: true },
  { after: 19_999, leaving: true },
  { after: 20_000, leaving: false },
])('$after ms after a login began to end: leaving = $leaving', ({ after, leaving }) => {
  const { local } = createFakeStores()
  markLeaving(1_000_000, local)
  expect(isLeaving(1_000_000 + after, local)).toBe(leaving)
  markLeaving(undefined, local)
})

test('a login that the server did not end is no longer being left', () => {
  const { local } = createFakeStores()
  markLeaving(1_000_000, local)
  markLeaving(undefined, local)
  expect(isLeaving(1_000_000, local)).toBe(false)
})

test('a browser that forbids storage knows it in the tab that leaves', () => {
  const forbidden = { read: () => null, write: () => {} }
  expect(isLeaving(1_000_000, forbidden)).toBe(false)
  markLeaving(1_000_000, forbidden)
  expect(isLeaving(1_000_000, forbidden)).toBe(true)
  markLeaving(undefined, forbidden)
  expect(isLeaving(1_000_000, forbidden)).toBe(false)
})
