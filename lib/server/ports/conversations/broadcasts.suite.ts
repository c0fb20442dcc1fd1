import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '@/lib/domain/days'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { Retention } from '../sessions/history'
import type { Broadcasts, NewBroadcast } from './broadcasts'

const DAY_MS = 24 * 60 * 60_000

interface Ports {
  readonly accounts: Accounts
  readonly broadcasts: Broadcasts
  readonly retention: Retention
}

/** Holds for every adapter of `Broadcasts`. */
export function broadcastsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Broadcasts', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function send(tenantId: string, at: number, changes: Partial<NewBroadcast> = {}) {
      const author = newUser({ displayName: 'Ann' })
      await ports.accounts.create(author)
      const broadcast = {
        id: randomUUID(),
        tenantId,
        author: author.id,
        message: 'Maintenance at noon',
        priority: 'high',
        at,
        ...changes,
      } as const
      const action = 'broadcast.sent'
      await ports.broadcasts.add(broadcast, {
        tenantId,
        actorId: author.id,
        action,
        targetId: broadcast.id,
        details: {},
        at,
      })
      return broadcast
    }

    test('a tenant’s broadcasts are listed newest first, with whom they are from and how many were reached', async () => {
      const tenant = randomUUID()
      const [first, second] = [await send(tenant, NOW), await send(tenant, NOW + 1)]
      await send(randomUUID(), NOW)
      await ports.broadcasts.addReached(new Map([[first.id, 3]]))
      await ports.broadcasts.addReached(
        new Map([
          [first.id, 2],
          [second.id, 1],
          [randomUUID(), 7],
        ]),
      )
      const all = await ports.broadcasts.page(tenant, { limit: 10 })
      const { id, message, priority, author } = second
      expect(all).toEqual([
        {
          id,
          message,
          priority,
          from: { user: author, displayName: 'Ann' },
          at: NOW + 1,
          reached: 1,
        },
        expect.objectContaining({ id: first.id, reached: 5 }),
      ])
    })

    test('a tenant’s broadcasts are counted by UTC day, with what they reached', async () => {
      const tenant = randomUUID()
      const day = Math.floor(NOW / DAY_MS) * DAY_MS
      const [first] = [await send(tenant, day), await send(tenant, day + DAY_MS - 1)]
      await send(tenant, day + DAY_MS)
      await send(tenant, day - 1)
      await send(randomUUID(), day)
      await ports.broadcasts.addReached(new Map([[first.id, 3]]))
      const [today, tomorrow] = [dayOf(day), dayOf(day + DAY_MS)]
      expect(await ports.broadcasts.days(tenant, { from: today, to: tomorrow })).toEqual([
        { day: today, sent: 2, reached: 3 },
        { day: tomorrow, sent: 1, reached: 0 },
      ])
    })

    test('pages of one moment skip nothing and repeat nothing', async () => {
      const tenant = randomUUID()
      const sent = [await send(tenant, NOW), await send(tenant, NOW), await send(tenant, NOW)]
      const found: string[] = []
      for (let last: { at: number; id: string } | undefined, more = true; more;) {
        const where = last ? { before: last.at, beforeId: last.id } : {}
        const [one] = await ports.broadcasts.page(tenant, { ...where, limit: 1 })
        more = one !== undefined
        if (one) found.push(one.id)
        last = one
      }
      expect(found).toEqual(sent.map(({ id }) => id).toSorted())
    })

    test('a broadcast goes after a year', async () => {
      const [tenant, later] = [randomUUID(), NOW + 366 * 24 * 60 * 60_000]
      await send(tenant, NOW)
      const kept = await send(tenant, NOW + 2 * 24 * 60 * 60_000)
      await ports.retention.purge(retentionLimits(later))
      expect((await ports.broadcasts.page(tenant, { limit: 10 })).map(({ id }) => id)).toEqual([kept.id])
    })
  })
}
