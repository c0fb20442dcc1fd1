import { expect, test } from 'vitest'
import { conversationListPath, membersPath } from './conversation-rest'

test.each([
  ['', 'limit=50&kind=channel'],
  ['kind=visit&search=Dr%20Host', 'limit=50&kind=visit&search=Dr+Host'],
  ['kind=direct&search=%20&other=1', 'limit=50&kind=channel'],
  [
    'before=2026-01-01T00:00:00.000Z&beforeId=x',
    'limit=50&kind=channel&before=2026-01-01T00%3A00%3A00.000Z&beforeId=x',
  ],
])('the filters %j', (address, query) => {
  expect(conversationListPath(new URLSearchParams(address))).toBe(`/api/admin/conversations?${query}`)
})

test('members are asked for page by page', () => {
  expect(membersPath('a b', undefined)).toBe('/api/admin/conversations/a%20b/members?limit=50')
  expect(membersPath('1', 'ann')).toBe('/api/admin/conversations/1/members?limit=50&after=ann')
})
