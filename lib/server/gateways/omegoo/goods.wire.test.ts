import { expect, test } from 'vitest'
import { createWorld, join, MATCHING_DELAY_MS, type Person } from '@/lib/testing/world'

const world = createWorld()
let keys = 0

/** Somebody with coins, by the simulated provider. */
async function rich(): Promise<Person> {
  const person = await world.person()
  const wish = { amount: 1, coinPackage: 'mega', paymentMethod: 'stripe' }
  const { body } = await world.post('/api/payment/create-order', wish, person.token)
  const { orderId } = body.data as { orderId: string }
  await world.post('/api/payment/verify', { orderId, paymentId: 'simulated' }, person.token)
  return person
}
const buy = ({ token }: Person, good: string, choice?: string) =>
  world.post('/api/wallet/spend', { good, choice, key: String((keys += 1)) }, token)
const balance = async ({ token }: Person) =>
  ((await world.get('/api/wallet', token)).body.data as { balance: number }).balance

test('a look of one’s messages is told to both of a session, in each dialect and after coming back', async () => {
  const [ann, bob] = [await rich(), await world.person()]
  await buy(ann, 'message-look', 'ocean')
  for (const who of [ann, bob]) await join(who, 'text')
  await world.advance(MATCHING_DELAY_MS)
  expect(await ann.client.next('text_match_found')).toMatchObject({ looks: { own: 'ocean', partner: null } })
  expect(await bob.client.next('text_match_found')).toMatchObject({ looks: { own: null, partner: 'ocean' } })
  await bob.client.ask('attempt_text_reconnect')
  expect(await bob.client.next('text_reconnected')).toMatchObject({ looks: { partner: 'ocean' } })
})

test('nobody has a look without paying for it, and then nothing is said of it', async () => {
  const [ann, bob] = [await world.person(), await world.person()]
  for (const who of [ann, bob]) await join(who, 'generic')
  await world.advance(MATCHING_DELAY_MS)
  expect(await ann.client.next('match-found')).not.toHaveProperty('looks')
})

test('a longer search waits twelve seconds for a shared interest, and keeps nobody else waiting', async () => {
  const [ann, bob, cat] = [await rich(), await world.person(), await world.person()]
  await buy(ann, 'longer-search')
  const seek = ({ client }: Person, interests: string[]) => client.ask('join_text_queue', { interests })
  await seek(ann, ['chess'])
  await seek(bob, [])
  await world.advance(2_000)
  expect(world.server().runtime.services.live().waiting).toBe(2)
  await seek(cat, [])
  await world.advance(MATCHING_DELAY_MS)
  await Promise.all([bob, cat].map(({ client }) => client.next('text_match_found')))
  const dan = await world.person()
  await seek(dan, [])
  await world.advance(9_000)
  expect(world.server().runtime.services.live().waiting).toBe(2)
  await world.advance(1_500)
  await Promise.all([ann, dan].map(({ client }) => client.next('text_match_found')))
})

test('a gift is paid by the giver alone, shown to both by the names they know, once for each key', async () => {
  const [ann, bob] = [await rich(), await world.person()]
  const { sessionId, annId } = await world.meet(ann, bob, ['text', 'generic'])
  const gift = { sessionId, gift: 'flower', key: 'one' }
  const [first, again] = [await ann.client.ask('send-gift', gift), await ann.client.ask('send-gift', gift)]
  expect(first).toEqual({ success: true, balance: 1_195 })
  expect(again).toEqual(first)
  expect(await ann.client.next('gift-received')).toEqual({ sessionId, gift: 'flower', senderId: ann.userId })
  expect(await bob.client.next('gift-received')).toEqual({ sessionId, gift: 'flower', senderId: annId })
  await bob.client.settled()
  expect(bob.client.received.filter(({ event }) => event === 'gift-received')).toHaveLength(1)
  expect([await balance(ann), await balance(bob)]).toEqual([1_195, 0])
})

test('a key that stands for one purchase buys nothing else, and is not said to', async () => {
  const [ann, bob] = [await rich(), await world.person()]
  const { sessionId } = await world.meet(ann, bob, ['text', 'generic'])
  const spend = (good: string, choice?: string) =>
    world.post('/api/wallet/spend', { good, choice, key: 'one' }, ann.token)
  const give = (gift: string, key: string) => ann.client.ask('send-gift', { sessionId, gift, key })
  const used = { code: 4007, message: 'SPENDING_KEY_USED' }
  expect((await spend('longer-search')).body.data).toMatchObject({ balance: 1_170 })
  expect((await spend('message-look', 'ocean')).body.error).toMatchObject(used)
  expect(await give('flower', 'one')).toMatchObject({ success: false, code: 4007 })
  expect(await give('flower', 'two')).toMatchObject({ success: true })
  expect(await give('star', 'two')).toMatchObject({ success: false, code: 4007 })
  expect(await balance(ann)).toBe(1_165)
})

test('a gift without coins, of another kind, or to nobody is refused and shown to nobody', async () => {
  const { ann, bob, sessionId } = await world.chat()
  const give = (gift: string, at = sessionId) =>
    ann.client.ask('send-gift', { sessionId: at, gift, key: 'one' })
  expect(await give('flower')).toMatchObject({ success: false, code: 4004 })
  expect(await give('car')).toMatchObject({ success: false, code: 9001 })
  expect(await give('flower', 'another')).toMatchObject({ success: false, code: 3002 })
  const alone = await rich()
  expect(await alone.client.ask('send-gift', { gift: 'star', key: 'two' })).toMatchObject({ code: 3002 })
  expect(await balance(alone)).toBe(1_200)
  await bob.client.settled()
  expect(bob.client.received.map(({ event }) => event)).not.toContain('gift-received')
})
