import { expect, test } from 'vitest'
import { placeWords } from './places'

test.each([
  { place: { country: 'DE', region: 'Bavaria' }, words: 'Bavaria, Germany' },
  { place: { country: 'BR', region: null }, words: 'Brazil' },
  { place: { country: 'SG', region: 'Singapore' }, words: 'Singapore' },
  { place: { country: 'QX', region: null }, words: 'QX' },
])('$place is called $words', ({ place, words }) => {
  expect(placeWords(place)).toBe(words)
})
