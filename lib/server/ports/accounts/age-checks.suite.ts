import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accounts } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import type { AgeChecks } from './age-checks'
import { newUser, REGISTERED_AT as NOW } from './new-user.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly ageChecks: AgeChecks
}

/** Holds for every adapter of `AgeChecks`. */
export function ageChecksSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  async function asked() {
    const user = newUser()
    await ports.accounts.create(user)
    const check = { reference: randomUUID(), userId: user.id, providerId: 'p1', createdAt: NOW }
    expect(await ports.ageChecks.begin(check)).toBe(true)
    return check
  }
  const isAssured = async (user: string) => (await ports.accounts.byId(user))?.isAgeAssured

  describe('AgeChecks', () => {
    test('a question is answered once, and only a grown-up is assured', async () => {
      const [first, second] = [await asked(), await asked()]
      expect(await ports.ageChecks.ofUser(first.userId)).toEqual({ ...first, result: null })
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => ports.ageChecks.answer(first.reference, 'adult', NOW)),
      )
      expect(answers.filter((user) => user === first.userId)).toHaveLength(1)
      expect(await isAssured(first.userId)).toBe(true)
      expect(await ports.ageChecks.answer(second.reference, 'minor', NOW)).toBe(second.userId)
      expect(await isAssured(second.userId)).toBe(false)
      expect(await ports.ageChecks.answer(second.reference, 'adult', NOW)).toBeUndefined()
      expect(await isAssured(second.userId)).toBe(false)
      expect(await ports.ageChecks.answer('none', 'adult', NOW)).toBeUndefined()
    })

    test('another question replaces one without the good answer, which cannot be answered any more', async () => {
      const first = await asked()
      const next = { ...first, reference: randomUUID() }
      expect(await ports.ageChecks.begin(next)).toBe(true)
      expect(await ports.ageChecks.answer(first.reference, 'adult', NOW)).toBeUndefined()
      expect(await ports.ageChecks.answer(next.reference, 'adult', NOW)).toBe(first.userId)
      expect(await ports.ageChecks.begin({ ...first, reference: randomUUID() })).toBe(false)
      expect(await ports.ageChecks.ofUser(first.userId)).toMatchObject({ result: 'adult' })
    })
  })
}
