import { expect, test } from 'vitest'
import { createSessionCache } from './session-cache'

test('the cache keeps the most recently set people, up to its size', () => {
  const cache = createSessionCache(2)
  cache.set('ann', 's1')
  cache.set('bob', 's1')
  cache.set('ann', 's2')
  cache.set('cat', 's3')
  expect(['ann', 'bob', 'cat'].map(cache.get)).toEqual(['s2', undefined, 's3'])
  cache.set('ann', undefined)
  expect(cache.get('ann')).toBeUndefined()
})
