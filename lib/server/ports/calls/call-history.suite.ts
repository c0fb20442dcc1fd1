import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, place } from '@/lib/domain/calls/call'
import { recordOf } from '@/lib/domain/calls/history'
import { NO_QUALITY, withReport } from '@/lib/domain/calls/quality'
import { answer, expire, leave } from '@/lib/domain/calls/steps'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '@/lib/server/ports/accounts/accounts.suite'
import { newUser } from '@/lib/server/ports/accounts/new-user.fixture'
import type { CallHistory } from './call-history'

const T0 = Date.parse('2026-11-01T12:00:00Z')
const REPORT = {
  latencyMs: 100,
  packetLoss: 2,
  jitterMs: 10,
  bitrateKbps: 500,
  frameRate: 30,
  resolution: '1280x720',
}

interface Ports {
  readonly callHistory: CallHistory
  readonly accounts: Accounts
}

/** Holds for every adapter of `CallHistory`. */
export function callHistorySuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let database: SuiteDatabase<Ports>
  let callHistory: CallHistory

  async function people(count: number) {
    const made = Array.from({ length: count }, () => newUser({ displayName: 'Somebody' }))
    for (const one of made) await database.ports.accounts.create(one)
    return made.map(({ id }) => id)
  }
  function newCall(users: readonly string[], placedAt = T0): Call {
    const [placer = '', ...called] = users
    const named = (user: string) => ({ user, displayName: null })
    const about = {
      tenantId: DEFAULT_TENANT,
      callType: 'video',
      isGroup: false,
      takesAnswer: false,
      visit: null,
    } as const
    const who = { placer: named(placer), connection: 'c', called: called.map(named) }
    return place({ ...about, ...who, id: randomUUID() }, placedAt)
  }
  const all = { limit: 10, isMissed: false }

  describe('CallHistory', () => {
    beforeAll(async () => {
      database = await open()
      callHistory = database.ports.callHistory
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    test('a call is read by both, with how it ended and how long it was', async () => {
      const [ann = '', bob = ''] = await people(2)
      const call = newCall([ann, bob])
      callHistory.record(recordOf(call))
      expect(await callHistory.page(ann, all)).toMatchObject([
        { id: call.id, state: 'initiating', endedAt: null },
      ])
      const answered = answer(call, bob, 'b', T0 + 5_000)
      const ended = leave(answered, bob, T0 + 65_000)
      // Of several processes, the later state may be written first.
      callHistory.record(recordOf(ended))
      await callHistory.page(ann, all)
      callHistory.record(recordOf(answered))
      for (const [user, other] of [
        [ann, bob],
        [bob, ann],
      ] as const)
        expect(await callHistory.page(user, all)).toMatchObject([
          {
            placer: ann,
            state: 'ended',
            why: 'hangup',
            acceptedAt: T0 + 5_000,
            endedAt: T0 + 65_000,
            isMissed: false,
            others: [{ user: other, displayName: 'Somebody' }],
            quality: null,
          },
        ])
    })

    test('a call that nobody answered is missed by who was called alone', async () => {
      const [ann = '', bob = ''] = await people(2)
      callHistory.record(recordOf(expire(newCall([ann, bob]), T0 + 30_000)))
      const missed = { limit: 10, isMissed: true }
      expect(await callHistory.page(bob, missed)).toMatchObject([{ state: 'missed', isMissed: true }])
      expect(await callHistory.page(ann, missed)).toEqual([])
    })

    test('pages go back from a time, the newest first', async () => {
      const [ann = '', bob = ''] = await people(2)
      for (const at of [1, 2, 3]) callHistory.record(recordOf(newCall([ann, bob], T0 + at)))
      const placed = async (before?: number) =>
        (await callHistory.page(ann, { limit: 2, isMissed: false, before })).map(
          ({ placedAt }) => placedAt - T0,
        )
      expect([await placed(), await placed(T0 + 2)]).toEqual([[3, 2], [1]])
    })

    test('what several connections reported of a side is one mean, each counted once', async () => {
      const [ann = '', bob = ''] = await people(2)
      const call = newCall([ann, bob])
      callHistory.record(recordOf(call))
      const once = withReport(NO_QUALITY, REPORT)
      const twice = withReport(once, { ...REPORT, latencyMs: 200 })
      for (const totals of [once, twice])
        callHistory.recordQuality({ call: call.id, user: ann, source: 'one', totals })
      callHistory.recordQuality({ call: call.id, user: ann, source: 'other', totals: once })
      const [found] = await callHistory.page(ann, all)
      expect(found?.quality).toMatchObject({ reports: 3, latencyMs: 133.33, packetLoss: 2, frameRate: 30 })
      expect((await callHistory.page(bob, all))[0]?.quality).toBeNull()
      expect(await callHistory.quality(call.id)).toMatchObject({ reports: 3, latencyMs: 400 })
      expect(await callHistory.quality('no-such-call')).toBeUndefined()
    })

    test('a call that is nowhere any more has failed, and one that has ended stays as it was', async () => {
      const [ann = '', bob = '', cat = ''] = await people(3)
      const [lost, over] = [newCall([ann, bob], T0 + 1), newCall([ann, cat], T0 + 2)]
      callHistory.record(recordOf(lost))
      callHistory.record(recordOf(over))
      const open = await callHistory.open(T0 + 3, 1_000)
      expect(open).toEqual(expect.arrayContaining([lost.id, over.id]))
      expect(await callHistory.open(T0 + 3, 1_000, open[0])).toEqual(open.slice(1))
      callHistory.record(recordOf(leave(over, ann, T0 + 9)))
      await callHistory.page(ann, all)
      await callHistory.fail([lost.id, over.id], T0 + 10)
      expect(await callHistory.page(ann, all)).toMatchObject([
        { id: over.id, why: 'cancelled' },
        { id: lost.id, state: 'failed', why: 'failed', endedAt: T0 + 10 },
      ])
      expect(await callHistory.page(bob, { limit: 1, isMissed: true })).toMatchObject([{ id: lost.id }])
    })
  })
}
