import { expect, test } from 'vitest'
import { MENTION_BOUNDS, meansEverybody, peopleMentioned, possibleNames } from './mentions'

test.each([
  { text: 'no sign', names: [] },
  { text: '@Ann', names: [['Ann']] },
  { text: '@Ann Bee, hello', names: [['Ann Bee, hello', 'Ann Bee,', 'Ann Bee', 'Ann']] },
  { text: '(@Ann)', names: [['Ann)', 'Ann']] },
  { text: 'ann@example.org', names: [] },
  { text: 'a.@b', names: [] },
  { text: '@@Ann', names: [] },
  { text: '@ Ann', names: [] },
  { text: '@Ann\nBob', names: [['Ann']] },
  { text: '@Annabel', names: [['Annabel']] },
  { text: '@अनु', names: [['अनु']] },
  { text: '@آن،', names: [['آن،', 'آن']] },
  { text: '@A🦊', names: [['A🦊', 'A']] },
])('what “$text” may mean: $names', ({ text, names }) => {
  expect(possibleNames(text)).toEqual(names)
})

test('so many signs of a message are looked at, and so much behind each', () => {
  expect(possibleNames('@a '.repeat(MENTION_BOUNDS.signs + 5))).toHaveLength(MENTION_BOUNDS.signs)
  const [names = []] = possibleNames(`@${'a'.repeat(MENTION_BOUNDS.name)} ${'b '.repeat(50)}`)
  expect(names).toEqual(['a'.repeat(MENTION_BOUNDS.name)])
})

test.each([
  { text: '@everyone come here', everybody: true },
  { text: '@Channel', everybody: true },
  { text: '@channels', everybody: false },
  { text: 'everyone', everybody: false },
])('“$text” means everybody: $everybody', ({ text, everybody }) => {
  expect(meansEverybody(possibleNames(text))).toBe(everybody)
})

test('the longest name is meant, by all who have it, each once', () => {
  const holders = new Map([
    ['Ann', ['ann']],
    ['Ann Bee', ['bee', 'bee2']],
  ])
  const mentioned = (text: string, except: string[] = []) =>
    peopleMentioned(possibleNames(text), holders, new Set(except))
  expect(mentioned('@Ann Bee and @Ann')).toEqual(['bee', 'bee2', 'ann'])
  expect(mentioned('@Ann @Ann')).toEqual(['ann'])
  // Who is left out is not somebody else with a shorter name.
  expect(mentioned('@Ann Bee', ['bee', 'bee2'])).toEqual([])
  const many = new Map([['A', Array.from({ length: 50 }, (_, n) => `a${n}`)]])
  expect(peopleMentioned(possibleNames('@A'), many, new Set())).toHaveLength(MENTION_BOUNDS.people)
})
