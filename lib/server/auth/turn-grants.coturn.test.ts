import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { turnUsername } from '@/lib/domain/ice'
import { relayTo } from '@/lib/testing/turn-client'
import { createTurnGrants } from './turn-grants'

const { TEST_TURN_URL: url = '', TEST_TURN_SECRET: secret = '' } = process.env
const TEN_MINUTES_MS = 600_000

/** The relay's clock is the machine's. */
describe.skipIf(url === '')('what coturn makes of credentials (needs TEST_TURN_URL)', () => {
  const grants = (shared: string) => createTurnGrants({ urls: [url], secret: shared }, 'of the server alone')
  const granted = (now: number, shared = secret) =>
    grants(shared).grant('ann', now) ?? expect.fail('no grant')

  const ask = (grant: Parameters<typeof relayTo>[2], peer = '127.0.0.1') => relayTo(peer, url, grant)

  test('a credential that was made just now, or most of ten minutes ago, is accepted', async () => {
    expect(await ask(granted(Date.now()))).toBe('allowed')
    expect(await ask(granted(Date.now() - TEN_MINUTES_MS + 60_000))).toBe('allowed')
  })

  test('one that was made more than ten minutes ago is refused', async () => {
    expect(await ask(granted(Date.now() - TEN_MINUTES_MS - 2_000))).toBe(401)
  })

  test('one under another secret, with a name of its own, or with a longer life is refused', async () => {
    const good = granted(Date.now())
    expect(await ask(granted(Date.now(), 'another secret than theirs'))).toBe(401)
    expect(await ask({ ...good, username: good.username.replace(/:.*/, ':bob') })).toBe(401)
    const longer = turnUsername('ann', Date.now() + 24 * 3_600_000)
    expect(await ask({ ...good, username: longer })).toBe(401)
    const credential = createHmac('sha1', 'guessed').update(longer).digest('base64')
    expect(await ask({ username: longer, credential })).toBe(401)
    expect(await ask({})).toBe(401)
  })

  test.each([
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
  ])('one in a private network is refused: %s', async (peer) => {
    expect(await ask(granted(Date.now()), peer)).toBe(403)
  })
})
