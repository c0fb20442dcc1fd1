import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { liveLine } from './live-people'
import { loadCatalogue } from '@/lib/i18n/catalogue'

async function inEnglish(people: Parameters<typeof liveLine>[0]): Promise<string> {
  const { common } = await loadCatalogue('en')
  const t = createTranslator({ locale: 'en', messages: common.live })
  const { online, doing } = liveLine(people)
  return [t('online', { count: online }), ...doing.map(({ what, count }) => t(what, { count }))].join(', ')
}

test.each([
  { online: 0, talking: 0, waiting: 0, says: '0 people here' },
  { online: 1, talking: 0, waiting: 0, says: '1 person here' },
  { online: 1, talking: 0, waiting: 1, says: '1 person here, 1 waiting' },
  { online: 2, talking: 2, waiting: 0, says: '2 people here, 2 talking' },
  { online: 9, talking: 4, waiting: 1, says: '9 people here, 4 talking, 1 waiting' },
  // Figures of different moments, as they came from servers of before.
  { online: 0, talking: 2, waiting: 0, says: '2 people here, 2 talking' },
  { online: 2, talking: 4, waiting: 1, says: '5 people here, 4 talking, 1 waiting' },
  { online: 0, talking: 0, waiting: 1, says: '1 person here, 1 waiting' },
])('$online here, $talking talking, $waiting waiting: "$says"', async ({ says, ...people }) => {
  expect(await inEnglish(people)).toBe(says)
})

test('whatever the figures, those who do something are here', () => {
  for (let all = 0; all < 1_000; all += 1) {
    const [online, waiting, talking] = [Math.floor(all / 100), Math.floor(all / 10) % 10, all % 10]
    const line = liveLine({ online, waiting, talking })
    const busy = line.doing.reduce((sum, { count }) => sum + count, 0)
    expect(busy).toBeLessThanOrEqual(line.online)
    expect(line.doing.every(({ count }) => count > 0)).toBe(true)
  }
})
