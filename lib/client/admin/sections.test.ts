import { expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { isOfDays, isPageOfDays, isWithin, navigationFor } from './sections'

const shown = (...of: Parameters<typeof navigationFor>) =>
  navigationFor(...of).map(({ group, sections }) => `${group}: ${sections.join(' ')}`)

test('administrators of the first tenant find everything, each section once', () => {
  expect(shown('admin', DEFAULT_TENANT)).toEqual([
    'now: overview live alerts',
    'people: acquisition engagement users conversations broadcasts',
    'sessions: matching media',
    'safety: reports appeals moderation',
    'money: revenue',
    'settings: tenants',
  ])
})

test('moderators find what they may open, and no empty heading', () => {
  expect(shown('moderator', DEFAULT_TENANT)).toEqual([
    'people: conversations',
    'safety: reports appeals moderation',
  ])
})

test('administrators of another tenant find everything but the tenants', () => {
  const own = shown('admin', 'a school').join()
  expect(own).toContain('now: overview')
  expect(own).not.toContain('tenants')
})

test.each([
  ['overview', '/admin', true],
  ['overview', '/admin/live', false],
  ['reports', '/admin/reports/7', true],
  ['revenue', '/admin/revenue/ledger', true],
] as const)('%s is where one is on %s: %s', (section, path, expected) => {
  expect(isWithin(section, path)).toBe(expected)
})

test.each([
  ['/admin/matching', true],
  ['/admin/revenue', true],
  ['/admin/revenue/ledger', false],
  ['/admin', false],
  ['/admin/users', false],
] as const)('%s shows figures of days: %s', (path, expected) => {
  expect(isPageOfDays(path)).toBe(expected)
})

test('lists of what is now take no days along', () => {
  expect([isOfDays('moderation'), isOfDays('reports'), isOfDays('overview')]).toEqual([true, false, false])
})
