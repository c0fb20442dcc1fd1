import { expect, test } from 'vitest'

import { partsOf } from '@/components/admin/acquisition/parts'

function report(keys: number) {
  const counts = Array.from({ length: keys }, (_, index) => index + 1)
  return {
    keys: counts.map((total) => ({ key: `key ${total}`, total, previousTotal: 0, change: null, share: 0 })),
    days: [{ day: '2026-03-02', counts, previousDay: '2026-03-01', previousCounts: counts.map(() => 2) }],
  }
}

test.each([
  { keys: 0, labels: [], counts: [], total: 0 },
  { keys: 2, labels: ['key 1', 'key 2'], counts: [1, 2], total: 3 },
  { keys: 6, labels: [1, 2, 3, 4, 5, 6].map((n) => `key ${n}`), counts: [1, 2, 3, 4, 5, 6], total: 21 },
  {
    keys: 8,
    labels: [...[1, 2, 3, 4, 5, 6].map((n) => `key ${n}`), 'rest'],
    counts: [1, 2, 3, 4, 5, 6, 15],
    total: 36,
  },
])('$keys keys are drawn as $labels', ({ keys, labels, counts, total }) => {
  const { parts, days } = partsOf(report(keys), String, 'rest')
  expect(parts.map(({ label }) => label)).toEqual(labels)
  expect(new Set(parts.map(({ fill }) => fill)).size).toBe(parts.length)
  expect(days).toEqual([
    { day: '2026-03-02', counts, total, previousDay: '2026-03-01', previousTotal: keys * 2 },
  ])
})
