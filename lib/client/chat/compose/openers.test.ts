import { expect, test } from 'vitest'
import { openersFor, questionsFor } from './openers'
import { loadCatalogue } from '@/lib/i18n/catalogue'

const SEEDS = Array.from({ length: 60 }, (_, at) => `text_room_${at} bob`)

test.each([
  { shared: [], ofShared: 0 },
  { shared: ['music'], ofShared: 2 },
  { shared: ['music', 'films'], ofShared: 2 },
])('three different openers, $ofShared of them about what both like of $shared', ({ shared, ofShared }) => {
  for (const seed of SEEDS) {
    const openers = openersFor(seed, shared)
    expect(new Set(openers.map(({ key }) => key)).size).toBe(3)
    expect(openers.filter(({ about }) => about === 'shared')).toHaveLength(ofShared)
    const named = openers.flatMap((opener) => (opener.about === 'shared' ? [opener.interest] : []))
    expect(named.every((interest) => shared.includes(interest as never))).toBe(true)
    expect(openersFor(seed, shared)).toEqual(openers)
  }
})

test('conversations do not all begin alike, and every language has words for every opener', async () => {
  const drawn = SEEDS.flatMap((seed) => openersFor(seed, ['tea']))
  for (const about of ['shared', 'anything'] as const) {
    const used = new Set(drawn.flatMap((opener) => (opener.about === about ? [opener.key] : [])))
    for (const locale of ['en', 'hi', 'ar'] as const) {
      const { openers } = (await loadCatalogue(locale)).chat
      expect([...used].toSorted()).toEqual(Object.keys(openers[about]).toSorted())
    }
  }
})

test.each([{ shared: [] }, { shared: ['trains'] }, { shared: ['trains', 'tea'] }])(
  'questions for later are three others than the openers, without a greeting: $shared',
  ({ shared }) => {
    for (let room = 0; room < 50; room += 1) {
      const seed = `room-${room}`
      const openers = openersFor(seed, shared).map(({ key }) => key)
      const questions = questionsFor(seed, shared).map(({ key }) => key)
      expect(new Set([...openers, ...questions]).size).toBe(6)
      expect(questions).not.toContain('hello')
      expect(questionsFor(seed, shared).filter(({ about }) => about === 'shared')).toHaveLength(
        shared.length > 0 ? 2 : 0,
      )
    }
  },
)
