import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { AGE_SECRET, signAge, startAgeProvider } from '@/lib/testing/age-provider'
import { createWorld, type Person } from '@/lib/testing/world'

const provider = await startAgeProvider()
afterAll(() => provider.close())
const world = createWorld({ env: { AGE_PROVIDER_URL: provider.url, AGE_PROVIDER_SECRET: AGE_SECRET } })
beforeEach(() => provider.setAway(false))

const stateOf = async ({ token }: Person) =>
  ((await world.get('/api/user/age', token)).body.data as { state: string }).state
const begin = ({ token }: Person) => world.post('/api/user/age/check', undefined, token)
const verify = ({ token }: Person) => world.post('/api/user/age/verify', undefined, token)
const join = ({ client }: Person) => client.ask('join_text_queue')
/** As the provider sends it, at the server's time unless given. */
function send(message: object, { at = world.server().clock.now(), secret = AGE_SECRET } = {}) {
  const body = JSON.stringify(message)
  const headers = { 'content-type': 'application/json', 'x-age-signature': signAge(body, at, secret) }
  return request(world.url(), 'POST', '/api/age/webhook', { body: new TextEncoder().encode(body), headers })
}
const lastReference = () => provider.references.at(-1) ?? ''
/** A connection knows its person as they were when it was made. */
const again = async (person: Person): Promise<Person> => ({
  ...person,
  client: await world.client(person.token),
})

describe('where a provider is configured', () => {
  test('nobody meets strangers before it has answered, and then they do', async () => {
    const ann = await world.person()
    expect(await stateOf(ann)).toBe('wanted')
    expect(await join(ann)).toMatchObject({ success: false, code: 1018 })
    expect((await begin(ann)).body.data).toEqual({
      url: `https://age.example.org/check-${provider.references.length}`,
    })
    expect(lastReference()).not.toContain(ann.userId)
    expect(await stateOf(ann)).toBe('pending')
    expect((await send({ reference: lastReference(), result: 'adult' })).status).toBe(200)
    expect(await stateOf(ann)).toBe('adult')
    const back = await again(ann)
    expect(await join(back)).toMatchObject({ success: true })
    await back.client.ask('leave_text_queue')
    expect((await begin(ann)).status).toBe(409)
  })

  test('whoever comes back before its message asks for the answer', async () => {
    const ann = await world.person()
    await begin(ann)
    expect((await verify(ann)).body.data).toEqual({ state: 'pending' })
    provider.results.set(`check-${provider.references.length}`, 'adult')
    expect((await verify(ann)).body.data).toEqual({ state: 'adult' })
  })

  test.each(['minor', 'unclear'] as const)(
    '%s is told, and lets nobody in; one may be asked again',
    async (result) => {
      const ann = await world.person()
      await begin(ann)
      await send({ reference: lastReference(), result })
      expect(await stateOf(ann)).toBe(result)
      expect(await join(await again(ann))).toMatchObject({ success: false, code: 1018 })
      expect((await begin(ann)).status).toBe(200)
      expect(await stateOf(ann)).toBe('pending')
    },
  )

  test('a message of somebody else, a changed, an old or a repeated one does nothing', async () => {
    const ann = await world.person()
    await begin(ann)
    const message = { reference: lastReference(), result: 'adult' }
    const wrong = { status: 401, body: { error: { code: 2001 } } }
    expect(await send(message, { secret: 'another secret' })).toMatchObject(wrong)
    expect(await send(message, { at: world.server().clock.now() - 301_000 })).toMatchObject(wrong)
    expect(await world.post('/api/age/webhook', message)).toMatchObject(wrong)
    expect(await stateOf(ann)).toBe('pending')
    for (let times = 0; times < 2; times += 1)
      expect((await send({ ...message, result: 'minor' })).status).toBe(200)
    expect((await send(message)).status).toBe(200)
    expect(await stateOf(ann)).toBe('minor')
    expect((await send({ reference: 'nobody', result: 'adult' })).status).toBe(200)
    const formless = { status: 400, body: { error: { code: 9001 } } }
    expect(await send({ reference: lastReference(), result: 'perhaps' })).toMatchObject(formless)
  })

  test('while it is away, that is said, and nothing changes', async () => {
    const ann = await world.person()
    provider.setAway(true)
    expect(await begin(ann)).toMatchObject({ status: 503, body: { error: { code: 9007 } } })
    expect(await stateOf(ann)).toBe('wanted')
  })
})
