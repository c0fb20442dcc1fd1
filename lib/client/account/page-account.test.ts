import { afterEach, expect, test, vi } from 'vitest'
import { api } from '@/lib/client/api'
import { accountChanged, followAccount, openAs, pageAccount, announceAccount } from './page-account'

/** Another tab of this browser: modules of its own. */
async function otherTab() {
  vi.resetModules()
  return import('./page-account')
}

const now = () => pageAccount.getState()

afterEach(() => {
  pageAccount.setState({ account: undefined, news: undefined })
  vi.unstubAllGlobals()
})

test.each([
  { what: 'somebody else signed in', account: 'bob', news: 'another' },
  { what: 'the same one signed in again', account: 'ann', news: undefined },
  { what: 'signed out', account: null, news: 'signed-out' },
])('a page hears what another tab tells: $what', async ({ account, news }) => {
  const close = openAs('ann')
  const stop = followAccount()
  const other = await otherTab()
  other.announceAccount('carl')
  await expect.poll(() => now().news).toBe('another')
  other.announceAccount(account)
  await expect.poll(() => now().news).toBe(news)
  stop()
  close()
  expect(now()).toEqual({ account: undefined, news: undefined })
})

test('without channels the storage carries it', async () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const listeners: ((event: { key: string; newValue: string | null }) => void)[] = []
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener),
    removeEventListener: () => {},
  })
  vi.stubGlobal('localStorage', {
    setItem: (key: string, newValue: string) => listeners.forEach((listen) => listen({ key, newValue })),
    removeItem: (key: string) => listeners.forEach((listen) => listen({ key, newValue: null })),
  })
  openAs('ann')
  followAccount()
  announceAccount('bob')
  expect(now().news).toBeUndefined()
  const other = await otherTab()
  other.announceAccount('bob')
  expect(now().news).toBe('another')
})

test('every request names the page’s account, and a refusal for that is seen', async () => {
  const asked: Record<string, string>[] = []
  vi.stubGlobal('fetch', (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers)
    const error = { code: 2007, message: 'ACCOUNT_CHANGED', description: '' }
    return Promise.resolve(Response.json({ success: false, error }, { status: 409 }))
  })
  await api.post('/api/moderation/block', { userId: 'x' })
  expect(asked[0]).not.toHaveProperty('X-Account')
  expect(now().news).toBeUndefined()

  openAs('ann')
  const result = await api.post('/api/moderation/block', { userId: 'x' })
  expect(asked[1]).toMatchObject({ 'X-Account': 'ann' })
  expect(result).toMatchObject({ ok: false, code: 2007 })
  expect(now().news).toBe('another')
})

test('a page without an account follows no change of accounts', () => {
  accountChanged()
  expect(now().news).toBeUndefined()
})
