import { expect, test } from 'vitest'
import { exportPath, userListPath } from './user-query'

test.each([
  ['', '/api/admin/users?limit=50'],
  ['search=ann&role=agent', '/api/admin/users?limit=50&search=ann&role=agent'],
  ['tier=2&banned=true&reported=false', '/api/admin/users?limit=50&tier=2&banned=true&reported=false'],
  ['role=king&tier=9&banned=maybe&other=1', '/api/admin/users?limit=50'],
  ['search=%20%20', '/api/admin/users?limit=50'],
])('the filters %j', (address, path) => {
  expect(userListPath(new URLSearchParams(address))).toBe(path)
})

test('an export begins with the newest, whatever page is shown', () => {
  const params = new URLSearchParams('role=user&before=2026-01-01T00:00:00.000Z&beforeId=ann')
  expect(exportPath(params, undefined)).toBe('/api/admin/users?limit=100&role=user')
  expect(exportPath(params, { createdAt: '2025-01-01T00:00:00.000Z', userId: 'bob' })).toBe(
    '/api/admin/users?limit=100&role=user&before=2025-01-01T00%3A00%3A00.000Z&beforeId=bob',
  )
})
