import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createBus } from './adapters/system/bus'
import { warnOfCeilings } from './ceiling-warnings'

test('the operator is told once a minute of each end of what the server may do, and not of people who are too fast', async () => {
  const clock = createFakeClock()
  const bus = createBus((error) => {
    throw error
  })
  const told: unknown[] = []
  warnOfCeilings({ bus, clock, log: { warn: (context) => void told.push(context) } })
  const exceed = (limit: 'smsOfServer' | 'passwordsAtOnce' | 'report') =>
    bus.signal({ type: 'limit.exceeded', limit, at: clock.now() })
  for (const limit of ['smsOfServer', 'smsOfServer', 'passwordsAtOnce', 'report'] as const)
    await exceed(limit)
  expect(told).toEqual([{ limit: 'smsOfServer' }, { limit: 'passwordsAtOnce' }])
  await clock.advance(60_000)
  await exceed('smsOfServer')
  expect(told).toHaveLength(3)
})
