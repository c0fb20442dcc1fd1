import { expect, test } from 'vitest'
import { actor, openCore, type OpenedCore } from '../core.fixture'

const chief = { ...actor('chief'), role: 'admin' as const }
const MINUTE = 60_000

/** Errors, as many as an alert needs, every ten seconds. */
async function fail({ ports, clock }: OpenedCore, forMs: number, each = 5): Promise<void> {
  for (let left = forMs; left > 0; left -= 10_000) {
    for (let n = 0; n < each; n += 1)
      await ports.bus.signal({ type: 'failure.noticed', kind: 'event failed', at: clock.now() })
    await clock.advance(10_000)
  }
}
const page = ({ services }: OpenedCore) => services.alerts.page(chief, { limit: 20 })

test('errors over the threshold raise one alert, which is over once they are', async () => {
  const core = openCore()
  await fail(core, 5 * MINUTE)
  const [raised, ...others] = core.published('alert.changed').filter(({ alert }) => alert.clearedAt === null)
  expect(raised?.alert).toMatchObject({ kind: 'errors', threshold: 20, clearedAt: null })
  expect(new Set(others.map(({ alert }) => alert.id))).toEqual(new Set([raised?.alert.id])) // it became worse
  expect((await page(core)).open).toHaveLength(1)
  await core.clock.advance(10 * MINUTE)
  expect(await page(core)).toMatchObject({
    open: [],
    alerts: [{ kind: 'errors', clearedAt: expect.any(Number) }],
  })
})

test('a few errors raise nothing', async () => {
  const core = openCore()
  await fail(core, MINUTE, 1)
  await core.clock.advance(5 * MINUTE)
  expect((await page(core)).alerts).toEqual([])
})

test('a threshold that an administrator sets holds from the next measurement on', async () => {
  const core = openCore()
  await core.services.alerts.setThreshold(chief, 'errors', { isOn: true, raise: 2, clear: 1 })
  await fail(core, MINUTE, 1)
  await core.clock.advance(2 * MINUTE)
  expect((await page(core)).open).toMatchObject([{ kind: 'errors', threshold: 2 }])
  await core.services.alerts.setThreshold(chief, 'errors', { isOn: false, raise: 2, clear: 1 })
  await core.clock.advance(MINUTE)
  expect((await page(core)).open).toEqual([])
})

test('a threshold out of its bounds is refused, and so is anyone but an administrator', async () => {
  const { services } = openCore()
  const set = (who: typeof chief, raise: number) =>
    services.alerts.setThreshold(who, 'packet-loss', { isOn: true, raise, clear: 1 })
  await expect(set(chief, 101)).rejects.toMatchObject({ reason: 'INVALID_THRESHOLD' })
  const moderator = { ...actor('mod'), role: 'moderator' as const }
  await expect(set(moderator as never, 50)).rejects.toMatchObject({ reason: 'FORBIDDEN' })
  await expect(services.alerts.page(moderator, { limit: 1 })).rejects.toMatchObject({ reason: 'FORBIDDEN' })
})
