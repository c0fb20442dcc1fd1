import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createBus } from './adapters/system/bus'
import { warnOfCeilings } from './ceiling-warnings'

test('the operator is warned of each ceiling once a minute, and not of people who are too fast', async () => {
  const clock = createFakeClock()
  const bus = createBus((error) => {
    throw error
  })
  const warnings: unknown[] = []
  warnOfCeilings({ bus, clock, log: { warn: (context) => void warnings.push(context) } })
  const exceed = (limit: 'smsOfServer' | 'passwordsAtOnce' | 'report') =>
    bus.signal({ type: 'limit.exceeded', limit, at: clock.now() })
  for (const limit of ['smsOfServer', 'smsOfServer', 'passwordsAtOnce', 'report'] as const)
    await exceed(limit)
  expect(warnings).toEqual([{ limit: 'smsOfServer' }, { limit: 'passwordsAtOnce' }])
  await clock.advance(60_000)
  await exceed('smsOfServer')
  expect(warnings).toHaveLength(3)
})
