import { expect, test } from 'vitest'
import { databaseOn } from '../database'
import { memorySource } from '../source'

/** Writes past the adapter, as a mistake in it would. */
test('the database itself refuses a transaction whose entries do not sum to zero, and coins below nothing', async () => {
  const source = await memorySource()
  const database = await databaseOn(source)
  const { pool } = source
  await pool.query(`INSERT INTO ledger_accounts (id, tenant_id, kind, unit, owner)
    VALUES (1, 'default', 'wallet', 'coin', 'ann'), (2, 'default', 'issued', 'coin', '')`)
  await pool.query(`INSERT INTO ledger_transactions (id, tenant_id, user_id, key, kind, about, at)
    VALUES (1, 'default', 'ann', 'one', 'purchase', 'order', now())`)
  const enter = (one: number, other: number) =>
    pool.query(
      'INSERT INTO ledger_entries (transaction_id, account_id, amount) VALUES (1, 1, $1), (1, 2, $2)',
      [one, other],
    )
  await expect(enter(100, -99)).rejects.toThrow('do not sum to zero')
  await enter(100, -100)
  await pool.query(
    `INSERT INTO users (id, tenant_id, tier, role, created_at) VALUES ('ann', 'default', 0, 'user', now())`,
  )
  await expect(pool.query(`UPDATE users SET coins = -1 WHERE id = 'ann'`)).rejects.toThrow(
    'users_coins_check',
  )
  await database.close()
})
