import { afterEach, describe, expect, test, vi } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isRaw, pathOfNamespace } from '@/lib/contracts/kit'
import { ERRORS } from '@/lib/domain/errors'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import { malformed } from '@/lib/testing/malformed'
import { connectRaw, type RawClient } from '@/lib/testing/raw-client'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld()
const opened: RawClient[] = []
afterEach(() => opened.splice(0).forEach((client) => client.close()))

async function raw(how?: Parameters<typeof connectRaw>[1]): Promise<RawClient> {
  const client = await connectRaw(world.url(), how)
  opened.push(client)
  return client
}
const bearer = ({ token }: Pick<Person, 'token'>) => ({ headers: { authorization: `Bearer ${token}` } })
const refusal = (name: keyof typeof ERRORS, message: string = ERRORS[name].description) => ({
  type: 'error',
  message,
  code: ERRORS[name].code,
})
const welcome = (userId: string) => ({
  type: 'connected',
  userId,
  message: 'Successfully connected to WebSocket server',
})

async function withEmail(): Promise<{ email: string; token: string }> {
  const email = `ann${Math.random().toString(36).slice(2)}@example.org`
  const guest = await world.person()
  await world.post('/api/user/upgrade', { email, password: 'correct horse battery' }, guest.token)
  return { email, token: guest.token }
}

describe('init', () => {
  test('with one’s own e-mail address and the upgrade’s token the connection is confirmed', async () => {
    const { email, token } = await withEmail()
    const client = await raw(bearer({ token }))
    client.send('init', { userId: email.toUpperCase() })
    expect(await client.next()).toEqual(welcome(email.toUpperCase()))
    client.send('init', { userId: email })
    expect(await client.next()).toEqual(welcome(email))
  })

  test('the token may be in the payload, the account may be named by its id', async () => {
    const ann = await world.person()
    const client = await raw()
    client.send('init', { userId: ann.userId, token: ann.token })
    expect(await client.next()).toEqual(welcome(ann.userId))
  })

  test('another account’s address is refused, and the connection closed with 4403', async () => {
    const [ann, bob] = [await withEmail(), await world.person()]
    const client = await raw(bearer(bob))
    client.send('init', { userId: ann.email })
    expect(await client.next()).toEqual(refusal('FORBIDDEN'))
    expect(await client.closed()).toMatchObject({ code: 4403 })
  })

  test('an address alone is refused, and the connection closed with 4401', async () => {
    const { email } = await withEmail()
    const client = await raw()
    client.send('init', { userId: email })
    expect(await client.next()).toEqual(refusal('AUTHENTICATION_REQUIRED'))
    expect(await client.closed()).toMatchObject({ code: 4401 })
  })

  test('an invalid token at the upgrade is answered, and the connection closed with 4401', async () => {
    const client = await raw(bearer({ token: 'no token' }))
    expect(await client.next()).toEqual(refusal('INVALID_TOKEN'))
    expect(await client.closed()).toMatchObject({ code: 4401 })
  })

  test('a connection that does not authenticate within 15 s is dropped', async () => {
    const client = await raw()
    await world.advance(15_000)
    expect(await client.closed()).toMatchObject({ code: 1008 })
  })

  test('a login that ends closes its connection', async () => {
    const ann = await world.person()
    const client = await raw(bearer(ann))
    client.send('init', { userId: ann.userId })
    await client.next()
    await world.post('/api/auth/logout', undefined, ann.token)
    expect(await client.closed()).toMatchObject({ code: 1008, reason: 'login ended' })
  })
})

describe('the wire', () => {
  test.each([
    ['no JSON', 'hello'],
    ['a list', '["init"]'],
    ['null', 'null'],
    ['no type', '{"payload":{}}'],
    ['a type that is no text', '{"type":7}'],
    ['a type that does not exist', '{"type":"__proto__"}'],
    ['bytes', Buffer.from('{"type":"init"}')],
  ])('%s is answered as documented, and the connection stays', async (_, frame) => {
    const client = await raw()
    client.write(frame)
    expect(await client.next()).toEqual(refusal('UNKNOWN_EVENT', 'Invalid message format'))
    expect(client.isOpen()).toBe(true)
  })

  test('a frame of more than a megabyte closes the connection', async () => {
    const client = await raw()
    client.write('x'.repeat(1_000_001))
    expect(await client.closed()).toMatchObject({ code: 1009 })
  })

  test('a page of another site cannot open a raw socket, and other paths have none', async () => {
    const origin = 'https://elsewhere.example'
    await expect(connectRaw(world.url(), { headers: { origin } })).rejects.toThrow('403')
    await expect(connectRaw(world.url(), { path: '/chat' })).rejects.toThrow('404')
  })

  test('a person with only a raw connection is not here for sessions', async () => {
    const ann = await world.person()
    const client = await raw(bearer(ann))
    client.send('init', { userId: ann.userId })
    await client.next()
    ann.client.disconnect()
    await vi.waitFor(() => expect(world.server().runtime.services.live().online).toBe(0))
    expect(client.isOpen()).toBe(true)
  })

  test('a half-open connection is noticed within 45 s', async () => {
    const ann = await world.person()
    const client = await raw({ ...bearer(ann), autoPong: false })
    client.send('init', { userId: ann.userId })
    await client.next()
    await world.advance(45_000)
    expect(await client.closed()).toMatchObject({ code: 1006 })
  })
})

const rawEvents = CONTRACTS.flatMap(({ namespaces }) =>
  Object.entries(namespaces)
    .filter(([namespace]) => isRaw(namespace))
    .flatMap(([namespace, { inbound }]) =>
      Object.entries(inbound).map(([event, row]) => ({ namespace, event, row })),
    ),
)
describe('bad input', () => {
  const counts = countAbuse('raw events')
  createBystanders(world, counts)

  test.each(rawEvents)('$namespace $event: every malformed payload gets one error', async (one) => {
    const path = pathOfNamespace(one.namespace)
    for (const { kind, value, json, valid } of malformed(one.row.input)) {
      counts.inputs += 1
      const client = await raw({ path })
      client.write(
        `{"type":${JSON.stringify(one.event)},"payload":${json ?? JSON.stringify(value) ?? 'null'}}`,
      )
      const frame = await client.next()
      counts.answers += 1
      counts.refusals += 1
      expect(frame, kind).toMatchObject({ type: 'error', message: expect.any(String) })
      expect([ERRORS.INTERNAL_ERROR.code, ERRORS.UNAVAILABLE.code], kind).not.toContain(frame.code)
      if (!valid) expect(frame, kind).toEqual(refusal('INVALID_REQUEST', 'Invalid message format'))
      expect(client.unread(), kind).toBe(0)
      client.close()
    }
  })
})
