import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { FIGURE_TABLES } from '@/lib/contracts/omegoo/figure-tables'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const GEO_DB = join(import.meta.dirname, '../../adapters/geo/places.fixture.mmdb')
/** Columns that count people, wherever they are. */
const PEOPLE = /^(Registered|People|Active people|Count)$/
const world = createWorld({ env: { GEO_DB, TRUST_PROXY: '1' } })

async function register(more: object, address = '192.168.1.1') {
  const agreed = { age: 25, termsAccepted: true, privacyAccepted: true }
  const body = { ...agreed, deviceFingerprint: newDevice(), ...more }
  const headers = { 'x-forwarded-for': address }
  const reply = await request(world.url(), 'POST', '/api/auth/register', { body, headers })
  return reply.body.data as { userId: string; token: string }
}
async function administrator(): Promise<string> {
  const { userId, token } = await register({})
  await world.promote(userId, 'admin')
  return token
}
const ask = (token: string, path: string) =>
  fetch(`${world.url()}/api/admin/analytics/export/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
async function table(token: string, path: string): Promise<string[][]> {
  const text = await (await ask(token, path)).text()
  return Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trimEnd()).data
}

test('a table is sent as it is shown, as an attachment, and formulas are neutralised', async () => {
  const admin = await administrator()
  await register({ attribution: { source: '=HYPERLINK("x")', medium: 'print' } }, '198.51.100.7')
  await register({ attribution: { source: ";=cmd|'/c calc'!a0;" } })
  await register({ attribution: { source: 'friend' } }, '203.0.113.9')
  const answer = await ask(admin, 'sources?days=1')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=omegoo-sources.csv')
  const text = await answer.text()
  expect(text.split('\r\n')[0]).toBe(
    '"Source","Medium","Campaign","Registered","Share (%)","Before","Change (%)"',
  )
  expect(text).toContain(`"'=hyperlink(""x"")","print",,1,`)
  expect(text).toContain(`";'=cmd|'/c calc'!a0;",,,1,`)

  const compared = await table(admin, 'registered?days=1&signupSource=friend')
  expect(compared).toEqual([
    ['Source', 'Registered', 'Share (%)', 'Before', 'Change (%)'],
    ['friend', '1', '100', '0', ''],
    ['All', '1', '100', '0', ''],
  ])
  expect(await table(admin, 'registered?days=1&signupSource=friend&compare=none&by=country')).toEqual([
    ['Country', 'Registered', 'Share (%)'],
    ['Germany', '1', '100'],
    ['All', '1', '100'],
  ])
  expect(await table(admin, 'regions?days=1&of=US')).toEqual([
    ['Region', 'Code', 'Registered', 'Share (%)'],
    ['California', 'US-CA', '1', '100'],
  ])
})

test('what leaves the tenant does not say counts below five people', async () => {
  const admin = await administrator()
  const attribution = { source: 'many' }
  for (let count = 0; count < 5; count += 1) await register({ attribution, gender: 'female' })
  await register({ attribution, gender: 'other' })
  const asked = 'registered?days=1&by=gender&signupSource=many&compare=none'
  expect(await table(admin, asked)).toEqual([
    ['Gender', 'Registered', 'Share (%)'],
    ['female', '5', '83.3'],
    ['Other', '1', '16.7'],
    ['All', '6', '100'],
  ])
  expect(await table(admin, `${asked}&audience=others`)).toEqual([
    ['Gender', 'Registered', 'Share (%)'],
    ['female', '5', ''],
    ['Other', 'under 5', ''],
    ['All', 'withheld', ''],
  ])
  const byDay = `registered-by-day?days=1&by=gender&signupSource=many&compare=none&audience=others`
  const [columns, today] = await table(admin, byDay)
  expect(columns).toEqual(['Day (UTC)', 'female', 'Other', 'All'])
  expect(today?.slice(1)).toEqual(['5', 'under 5', 'withheld'])
})

test.each(FIGURE_TABLES)('the table %s can be had', async (name) => {
  const [columns = [], ...rows] = await table(await administrator(), `${name}?days=7`)
  expect(columns.length).toBeGreaterThan(1)
  expect(rows.every((row) => row.length === columns.length)).toBe(true)
})

test.each(FIGURE_TABLES)('the table %s for others says no count from one to four', async (name) => {
  const admin = await administrator()
  const asked = `${name}?days=7`
  const [[columns = [], ...plain], others] = [
    await table(admin, asked),
    await table(admin, `${asked}&audience=others`),
  ]
  expect(others[0]).toEqual(columns)
  for (const [line, row] of others.slice(1).entries()) {
    for (const [column, cell] of row.entries()) {
      const shown = plain[line]?.[column] ?? ''
      const isHidden = cell === 'under 5' && /^[1-4]$/.test(shown)
      expect([shown, '', 'withheld'].includes(cell) || isHidden).toBe(true)
      if (PEOPLE.test(columns[column] ?? '')) expect(cell).not.toMatch(/^[1-4]$/)
    }
  }
})

test.each(['nothing', 'registered?days=0', 'registered?by=age', 'regions?of=Germany'])(
  '%s is refused',
  async (path) => {
    expect((await ask(await administrator(), path)).status).toBe(400)
  },
)
