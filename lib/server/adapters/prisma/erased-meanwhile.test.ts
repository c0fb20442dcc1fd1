import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { newUser } from '@/lib/server/ports/accounts/new-user.fixture'
import { databaseOn } from './database'
import { freshDatabase } from './fresh-database.fixture'

const server = process.env.TEST_DATABASE_URL
const NOW = Date.UTC(2026, 0, 2)
/** Both statements are at the lock by then. */
const UNDER_WAY_MS = 300

test.skipIf(!server)(
  'a record written while an account is deleted does not name it (needs TEST_DATABASE_URL)',
  async () => {
    const source = await freshDatabase(server ?? '')
    const database = await databaseOn(source)
    const [ann, bob] = [newUser(), newUser()]
    for (const user of [ann, bob]) await database.accounts.create(user)
    const other = await source.pool.connect()
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [bob.id])
    const erased = database.personalData.erase({
      tenant: DEFAULT_TENANT,
      user: bob.id,
      pseudonym: 'erased',
      emailDigest: null,
      reportableUntil: null,
      now: NOW,
    })
    await pause(UNDER_WAY_MS)
    database.history.record({
      id: randomUUID(),
      tenantId: DEFAULT_TENANT,
      chatType: 'text',
      participants: [ann.id, bob.id],
      publicIds: [randomUUID(), randomUUID()],
      startedAt: NOW,
      endedAt: NOW,
      endReason: 'user_left',
      messages: [1, 1],
    })
    await pause(UNDER_WAY_MS)
    await other.query('COMMIT')
    other.release()
    await erased
    expect(await database.history.page(ann.id, { limit: 10 })).toHaveLength(1)
    expect(await database.history.page(bob.id, { limit: 10 })).toEqual([])
    await database.close()
  },
)
