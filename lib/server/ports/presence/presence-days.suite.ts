import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { PresenceStatus } from '@/lib/domain/presence/presence'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Retention } from '../sessions/history'
import type { PresenceDays } from './presence-days'

interface Ports {
  readonly accounts: Accounts
  readonly presenceDays: PresenceDays
  readonly personalData: PersonalData
  readonly retention: Retention
}

const NOON = Date.parse('2026-03-01T12:00:00Z')
const MINUTE = 60_000
const DAY: Day = '2026-03-01'

/** Holds for every adapter of `PresenceDays`. */
export function presenceDaysSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('PresenceDays', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    let before = { online: 0, away: 0, busy: 0, people: 0 }
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function person(): Promise<string> {
      const user = newUser()
      await ports.accounts.create(user)
      return user.id
    }
    const came = (user: string, at = NOON) => ports.presenceDays.add({ user, at, what: 'came' })
    const left = (user: string, at: number) => ports.presenceDays.add({ user, at, what: 'left' })
    const shown = (user: string, status: PresenceStatus) =>
      ports.presenceDays.add({ user, at: NOON, what: 'shown', shown: status })
    const total = async () => ({
      ...(await ports.presenceDays.levels(DEFAULT_TENANT)),
      people: await ports.presenceDays.peopleOn(DEFAULT_TENANT, DAY),
    })
    /** What was added since the last time. */
    async function added() {
      const now = await total()
      const { online, away, busy, people } = before
      before = now
      return {
        online: now.online - online,
        away: now.away - away,
        busy: now.busy - busy,
        people: now.people - people,
      }
    }

    test('people who are there are counted as they are shown, and each once a day', async () => {
      await added()
      const [ann, bob, cem, dana] = await Promise.all([person(), person(), person(), person()])
      for (const user of [ann, bob, cem, dana]) came(user)
      came(ann)
      shown(bob, 'away')
      shown(cem, 'in_call')
      shown(dana, 'offline')
      expect(await added()).toEqual({ online: 1, away: 1, busy: 1, people: 4 })
      shown(bob, 'online')
      left(ann, NOON + MINUTE)
      expect(await added()).toEqual({ online: 0, away: -1, busy: 0, people: 0 })
      came(ann, NOON + 2 * MINUTE)
      for (const user of [ann, bob, cem, dana]) left(user, NOON + 3 * MINUTE)
      expect(await added()).toEqual({ online: -1, away: 0, busy: -1, people: 0 })
    })

    test('sessions and minutes add up over days, with the session that goes on', async () => {
      const ann = await person()
      came(ann)
      left(ann, NOON + 10 * MINUTE)
      came(ann, NOON + 11 * 60 * MINUTE)
      left(ann, NOON + 13 * 60 * MINUTE)
      expect(await ports.presenceDays.totalsOf(ann, NOON)).toEqual({ sessions: 2, onlineMs: 130 * MINUTE })
      came(ann, NOON + 14 * 60 * MINUTE)
      const now = NOON + 15 * 60 * MINUTE
      expect(await ports.presenceDays.totalsOf(ann, now)).toEqual({ sessions: 3, onlineMs: 190 * MINUTE })
      expect(await ports.presenceDays.totalsOf(await person(), now)).toEqual({ sessions: 0, onlineMs: 0 })
    })

    test('who was not seen for the longest is named first, until it is certain that they are there', async () => {
      const [ann, bob] = [await person(), await person()]
      const start = NOON - 365 * 24 * 60 * MINUTE
      came(ann, start + 1)
      came(bob, start)
      expect(await ports.presenceDays.unchecked(start + 2, 1)).toEqual([{ user: bob, checkedAt: start }])
      ports.presenceDays.add({ user: bob, at: start + MINUTE, what: 'still' })
      expect(await ports.presenceDays.unchecked(start + 2, 9)).toEqual([{ user: ann, checkedAt: start + 1 }])
      left(ann, start + MINUTE)
      left(bob, start + MINUTE)
      expect(await ports.presenceDays.unchecked(start + 2 * MINUTE, 9)).toEqual([])
    })

    test('a deleted account is there no more, and what comes later of it counts for nothing', async () => {
      await added()
      const ann = await person()
      came(ann)
      await ports.personalData.erase({
        tenant: DEFAULT_TENANT,
        user: ann,
        pseudonym: `erased-${randomUUID()}`,
        emailDigest: null,
        reportableUntil: null,
        now: NOON,
      })
      came(ann, NOON + MINUTE)
      left(ann, NOON + 2 * MINUTE)
      expect(await added()).toEqual({ online: 0, away: 0, busy: 0, people: 1 })
    })

    test('days of people go after a quarter, and the counts of them stay', async () => {
      const ann = await person()
      came(ann)
      left(ann, NOON + MINUTE)
      await added()
      await ports.retention.purge(retentionLimits(NOON + 92 * 24 * 60 * MINUTE))
      expect(await ports.presenceDays.totalsOf(ann, NOON)).toEqual({ sessions: 0, onlineMs: 0 })
      expect(await added()).toMatchObject({ people: 0 })
    })
  })
}
