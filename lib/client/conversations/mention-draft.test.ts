import { expect, test } from 'vitest'
import { authorsOf, nameDraftIn, withName } from './mention-draft'

test.each([
  { draft: 'hello', name: undefined },
  { draft: '@', name: { at: 0, text: '' } },
  { draft: 'hi @an', name: { at: 3, text: 'an' } },
  { draft: 'hi @Ann B', name: { at: 3, text: 'Ann B' } },
  { draft: 'hi @Ann ', name: { at: 3, text: 'Ann ' } },
  { draft: 'hi @Ann  ', name: undefined },
  { draft: 'hi @ ', name: undefined },
  { draft: 'a@b', name: undefined },
  { draft: '@Ann\nmore', name: undefined },
  { draft: '(@ann', name: { at: 1, text: 'ann' } },
  { draft: '@Ann @B', name: { at: 5, text: 'B' } },
  { draft: `@${'a'.repeat(60)}`, name: undefined },
])('in “$draft” the name $name is begun', ({ draft, name }) => {
  expect(nameDraftIn(draft, draft.length)).toEqual(name)
})

test('only what stands before the caret is a name that is begun', () => {
  expect(nameDraftIn('hi @ann there', 6)).toEqual({ at: 3, text: 'an' })
})

test('a name is put in with room behind it, where there is none', () => {
  expect(withName('hi @an', { at: 3, text: 'an' }, 'Ann Bee')).toEqual({ draft: 'hi @Ann Bee ', caret: 12 })
  expect(withName('hi @an, you', { at: 3, text: 'an' }, 'Ann')).toEqual({ draft: 'hi @Ann, you', caret: 7 })
})

test('who has written is offered once, by their last name, without those who are excepted or gone', () => {
  const wrote = (senderId: string, senderName: string) => ({ senderId, senderName })
  const messages = [
    wrote('bob', 'Bob'),
    wrote('cid', 'Cid'),
    wrote('ann', 'Ann'),
    wrote('', 'Deleted account'),
    wrote('dan', 'Dan'),
    wrote('bob', 'Bobby'),
  ]
  expect(authorsOf(messages, new Set(['ann', 'dan']))).toEqual([
    { userId: 'bob', displayName: 'Bobby' },
    { userId: 'cid', displayName: 'Cid' },
  ])
})
