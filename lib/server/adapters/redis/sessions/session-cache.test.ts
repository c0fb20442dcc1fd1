import { expect, test } from 'vitest'
import { createPlaces } from './session-cache'

test('as many people are remembered as asked for, those seen last', () => {
  const places = createPlaces(2)
  places.saw('ann', 's1')
  places.saw('bob', 's1')
  places.saw('ann', 's2')
  places.saw('cat', 's3')
  expect(['ann', 'bob', 'cat'].map(places.of)).toEqual(['s2', undefined, 's3'])
  places.saw('ann', null)
  expect(places.of('ann')).toBeUndefined()
})
