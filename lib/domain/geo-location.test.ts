import { expect, test } from 'vitest'
import { locationWords } from './geo-location'

test.each([
  { place: { country: 'DE', region: 'Bavaria' }, words: 'Bavaria, Germany' },
  { place: { country: 'BR', region: null }, words: 'Brazil' },
  { place: { country: 'SG', region: 'Singapore' }, words: 'Singapore' },
  { place: { country: 'QX', region: null }, words: 'QX' },
])('$place is called $words', ({ place, words }) => {
  expect(locationWords(place)).toBe(words)
})
