import { expect, test } from 'vitest'
import { locationWords } from './geo-location'

test.each([
  { location: { country: 'DE', region: 'Bavaria' }, words: 'Bavaria, Germany' },
  { location: { country: 'BR', region: null }, words: 'Brazil' },
  { location: { country: 'SG', region: 'Singapore' }, words: 'Singapore' },
  { location: { country: 'QX', region: null }, words: 'QX' },
])('$location is called $words', ({ location, words }) => {
  expect(locationWords(location)).toBe(words)
})
