import { expect, test } from 'vitest'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { TenantId } from '@/lib/domain/ids'
import { createBus } from '@/lib/server/adapters/system/bus'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createFigureNews } from './figure-news'

function open() {
  const clock = createFakeClock()
  const bus = createBus((error) => expect.fail(String(error)))
  const told: string[] = []
  const start = clock.now()
  bus.deliver((event) => {
    const { page, at, audience } = event as DomainEventOf<'figures.counted'>
    told.push(`${page} ${at - start} ${audience.join()}`)
  })
  const listeners: ((tenants: ReadonlySet<TenantId>) => void)[] = []
  const days = { onCounted: (listener: (typeof listeners)[number]) => void listeners.push(listener) }
  createFigureNews({ personDays: days, conversationDays: days, clock, bus })
  const registered = (tenantId: TenantId) =>
    bus.signal({
      type: 'account.registered',
      user: 'ann',
      tenantId,
      attribution: {},
      gender: null,
      platform: null,
      at: clock.now(),
    })
  return {
    clock,
    told,
    registered,
    counted: (...tenants: TenantId[]) => listeners.forEach((tell) => tell(new Set(tenants))),
  }
}

test('what is counted is told at once, and what follows within a second together at its end', async () => {
  const { clock, told, counted } = open()
  counted('ours')
  await clock.advance(0)
  for (let n = 0; n < 5; n += 1) {
    await clock.advance(100)
    counted('ours')
  }
  await clock.advance(10_000)
  const audience = 'holders:ours:admin.dashboard'
  expect(told).toEqual([`engagement 0 ${audience}`, `engagement 1000 ${audience}`])
})

test('each tenant hears of its own counts only', async () => {
  const { clock, told, counted } = open()
  counted('ours', 'theirs')
  await clock.advance(0)
  counted('theirs')
  await clock.advance(5_000)
  expect(told).toEqual([
    'engagement 0 holders:ours:admin.dashboard',
    'engagement 0 holders:theirs:admin.dashboard',
    'engagement 1000 holders:theirs:admin.dashboard',
  ])
})

test('who registers changes where people come from, and the first step of what they do', async () => {
  const { clock, told, registered } = open()
  await registered('ours')
  await clock.advance(0)
  expect(told).toEqual([
    'acquisition 0 holders:ours:admin.dashboard',
    'engagement 0 holders:ours:admin.dashboard',
  ])
})
