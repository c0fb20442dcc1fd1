import { expect, test } from 'vitest'

import { ofDimensions, sameValues } from './segment-values'

test('a segment narrows a page by what the page knows', () => {
  expect(ofDimensions({ country: 'DE', gender: 'female' }, ['chatType', 'country'])).toEqual({
    country: 'DE',
  })
})

test('segments are the same whatever the order, and what narrows nothing counts for nothing', () => {
  expect(
    sameValues({ country: 'DE', platform: 'pwa' }, { platform: 'pwa', country: 'DE', gender: undefined }),
  ).toBe(true)
  expect(sameValues({ country: 'DE' }, { country: 'FR' })).toBe(false)
})
