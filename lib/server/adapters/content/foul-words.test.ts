import fc from 'fast-check'
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import { expect, test } from 'vitest'
import { createFoulWords } from './foul-words'

const isFoul = createFoulWords()
const library = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })

test.each([
  ['how is the weather in Scunthorpe', false],
  ['I am in class, assessing an assassin', false],
  ['what the fuck', true],
  ['what the fuuuuck', true],
  ['sh1t', true],
  ['Sh!t happens', true],
  ['', false],
  ['call me at 555 4455', false],
  ['4$$', false],
  ['a55', true],
])('"%s" is foul: %s', (text, expected) => {
  expect(isFoul(text)).toBe(expected)
})

/** Pieces of what the library searches for, its exceptions, look-alikes and anything else, in any order. */
const pieces = [
  ...(englishDataset.build().whitelistedTerms ?? []).slice(0, 60),
  ...'fuck sh it 1 ! a ss di ck dick cunt bit ch cock tit rape ni gg er'.split(' '),
  ...'ｆ ú ⓒ k K ß . - 👋 @ $ 5 0 ооо'.split(' '),
  ' ',
  '\n',
  '\ud800',
]

test('but for numbers it answers as the library does, for 20,000 texts', () => {
  const texts = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  let foul = 0
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('')
      const expected = library
        .getAllMatches(text)
        .some(({ startIndex, endIndex }) => /\p{Letter}/u.test(text.slice(startIndex, endIndex + 1)))
      foul += Number(expected)
      expect(isFoul(text)).toBe(expected)
    }),
    { numRuns: 20_000 },
  )
  expect(foul).toBeGreaterThan(1_000)
})
