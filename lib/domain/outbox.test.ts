import { expect, test } from 'vitest'
import { afterFailure, MAX_ATTEMPTS } from './outbox'

test.each([
  { attempts: 1, next: 1_000 },
  { attempts: 2, next: 2_000 },
  { attempts: 12, next: 2_048_000 },
  { attempts: 13, next: 3_600_000 },
  { attempts: MAX_ATTEMPTS - 1, next: 3_600_000 },
  { attempts: MAX_ATTEMPTS, next: 'dead' },
  { attempts: MAX_ATTEMPTS + 1, next: 'dead' },
])('after $attempts failed attempts: $next', ({ attempts, next }) => {
  expect(afterFailure(attempts)).toBe(next)
})

test('a message is tried for about eight hours', () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => afterFailure(index + 1) as number)
  expect(Math.round(pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000)).toBe(8)
})
