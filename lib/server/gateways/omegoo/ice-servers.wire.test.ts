import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '@/lib/domain/limits'
import { createWorld, join, MATCHING_DELAY_MS, type Person } from '@/lib/testing/world'

const TURN_SECRET = 'shared with the relay, for tests'
const TURN_URLS = ['turn:relay.example:3478?transport=udp', 'turns:relay.example:5349?transport=tcp']
const STUN_URLS = 'stun:stun.example:3478'
const PATH = '/api/chat/ice-servers'
const OUTSIDE = { code: 3002, message: "Chat session doesn't exist" }

interface Configuration {
  readonly iceServers: readonly { urls: readonly string[]; username?: string; credential?: string }[]
}

describe('with a relay', () => {
  const world = createWorld({ env: { STUN_URLS, TURN_URLS: TURN_URLS.join(','), TURN_SECRET } })
  const { get, person, chat } = world

  /** The configuration that a person with a relay is given now. */
  function expectedNow() {
    const expiry = Math.floor(world.server().clock.now() / 1_000) + 600
    const username = expect.stringMatching(new RegExp(`^${expiry}:[\\w-]{24}$`))
    return {
      iceServers: [{ urls: [STUN_URLS] }, { urls: TURN_URLS, username, credential: expect.any(String) }],
      iceTransportPolicy: 'relay',
      ttl: 600,
    }
  }
  const grantOf = ({ iceServers }: Configuration) => iceServers[1]
  const asked = async ({ token }: Person) => (await get(PATH, token)).body.data as Configuration

  test('two people in a session connect through the relay alone, by REST and by event', async () => {
    const { ann, bob } = await chat()
    expect((await get(PATH, ann.token)).body).toEqual({ success: true, data: expectedNow() })
    expect(await bob.client.ask('get-ice-servers')).toEqual({ success: true, ...expectedNow() })
  })

  test('a client that asks for no acknowledgement is sent an event', async () => {
    const { ann } = await chat()
    ann.client.socket.emit('get-ice-servers', {})
    expect(await ann.client.next('ice-servers')).toEqual(expectedNow())
  })

  test('the relay can check the credential with its own secret, and learns no account', async () => {
    const { ann } = await chat()
    const { username = '', credential } = grantOf(await asked(ann)) ?? {}
    expect(credential).toBe(createHmac('sha1', TURN_SECRET).update(username).digest('base64'))
    expect(username).not.toContain(ann.userId)
  })

  test('an account has one name at the relay, by which its quota counts', async () => {
    const { ann, bob } = await chat()
    const name = async (one: Person) => grantOf(await asked(one))?.username?.split(':')[1]
    const first = await name(ann)
    await world.advance(5_000)
    expect([await name(ann), (await name(bob)) === first]).toEqual([first, false])
  })

  test('a person in a queue, and in the moment between queue and session, may ask', async () => {
    const [ann, bob] = [await person(), await person()]
    await join(ann, 'generic')
    expect((await get(PATH, ann.token)).status).toBe(200)
    await join(bob, 'text')
    await world.advance(MATCHING_DELAY_MS - 1)
    expect(await ann.client.ask('get-ice-servers')).toMatchObject({ success: true })
    await world.advance(1)
    expect(await ann.client.ask('get-ice-servers')).toMatchObject({ success: true })
  })

  test('a person in neither is refused, and so is one whose session is over', async () => {
    const { ann } = await chat()
    await ann.client.ask('leave_text_room')
    for (const one of [ann, await person()]) {
      expect(await get(PATH, one.token)).toMatchObject({
        status: 404,
        body: { success: false, error: { code: OUTSIDE.code, description: OUTSIDE.message } },
      })
      expect(await one.client.ask('get-ice-servers')).toMatchObject({ success: false, code: 3002 })
      expect(await one.client.next('error')).toEqual(OUTSIDE)
    }
  })

  test('what is no request is refused', async () => {
    const { ann } = await chat()
    expect(await ann.client.ask('get-ice-servers', 'please')).toMatchObject({ success: false, code: 9001 })
    expect(await get(PATH)).toMatchObject({ status: 401, body: { error: { code: 2003 } } })
    expect((await world.post(PATH, {}, ann.token)).status).toBe(405)
  })
})

describe('without a relay', () => {
  const { get, chat } = createWorld({ env: { STUN_URLS: '' } })

  test('people connect directly, with the STUN servers that are named, or with none', async () => {
    const { ann } = await chat()
    expect((await get(PATH, ann.token)).body.data).toEqual({
      iceServers: [],
      iceTransportPolicy: 'all',
      ttl: 600,
    })
  })
})

describe('with the documented limits', () => {
  const { get, chat } = createWorld({ env: { RATE_LIMIT_FACTOR: '1' } })

  test('one account asks so often in a minute, by REST and by event together', async () => {
    const { ann, bob } = await chat()
    for (let asked = 0; asked < LIMITS.iceServers.max - 1; asked += 1)
      expect((await get(PATH, ann.token)).status).toBe(200)
    expect(await ann.client.ask('get-ice-servers')).toMatchObject({ success: true })
    const refusal = { success: false, code: 1003, retryAfter: 60 }
    expect(await ann.client.ask('get-ice-servers')).toMatchObject(refusal)
    expect(await get(PATH, ann.token)).toMatchObject({ status: 429 })
    expect((await get(PATH, bob.token)).status).toBe(200)
  })
})
