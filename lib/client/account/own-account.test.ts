import { afterEach, expect, test, vi } from 'vitest'
import { ownAccount } from './own-account'

afterEach(() => vi.unstubAllGlobals())

/** Answers each request by its method and path, and notes what was asked. */
function serverAnswers(replies: Record<string, object>): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
    asked.push(`${method} ${path}`)
    return Promise.resolve(Response.json(replies[`${method} ${path}`]))
  })
  return asked
}
const account = (facts: object) => ({
  'GET /api/user/profile': {
    success: true,
    data: { tier: 0, phoneVerified: false, emailVerified: false, ...facts },
  },
})

test.each([
  { facts: { phoneVerified: true }, tier: 1 },
  { facts: { tier: 1, phoneVerified: true, emailVerified: true }, tier: 2 },
])('a level that is proved is taken: $facts', async ({ facts, tier }) => {
  const asked = serverAnswers({ ...account(facts), 'PUT /api/user/tier': { success: true, data: { tier } } })
  expect(await ownAccount.profile()).toMatchObject({ ok: true, data: { tier } })
  expect(asked).toEqual(['GET /api/user/profile', 'PUT /api/user/tier'])
})

test.each([{ facts: { emailVerified: true } }, { facts: { tier: 2, phoneVerified: true } }])(
  'nothing more is asked for where nothing more is proved: $facts',
  async ({ facts }) => {
    const asked = serverAnswers(account(facts))
    expect(await ownAccount.profile()).toMatchObject({ ok: true })
    expect(asked).toEqual(['GET /api/user/profile'])
  },
)

test('lists come without their envelope, and refusals as they are', async () => {
  serverAnswers({
    'GET /api/moderation/blocks': { success: true, data: { blocks: [{ blockId: 'b1' }] } },
    'GET /api/auth/sessions': {
      success: false,
      error: { code: 2001, message: 'INVALID_TOKEN', description: '' },
    },
  })
  expect(await ownAccount.blocks()).toEqual({ ok: true, data: [{ blockId: 'b1' }] })
  expect(await ownAccount.logins()).toMatchObject({ ok: false, code: 2001 })
})
