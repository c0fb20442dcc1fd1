import { expect, test } from 'vitest'
import { judgeRefresh, REFRESH_GRACE_MS } from './logins'

const ROTATED_AT = 1_000_000
test.each([
  { generation: 3, after: 0, verdict: 'good' },
  { generation: 3, after: 10 * REFRESH_GRACE_MS, verdict: 'good' },
  { generation: 2, after: 0, verdict: 'repeated' },
  { generation: 2, after: REFRESH_GRACE_MS, verdict: 'repeated' },
  { generation: 2, after: REFRESH_GRACE_MS + 1, verdict: 'reused' },
  { generation: 1, after: 0, verdict: 'reused' },
  { generation: 4, after: 0, verdict: 'reused' },
])(
  'generation $generation of 3, $after ms after the last exchange, is $verdict',
  ({ generation, after, verdict }) => {
    expect(judgeRefresh({ generation: 3, rotatedAt: ROTATED_AT }, generation, ROTATED_AT + after)).toBe(
      verdict,
    )
  },
)
