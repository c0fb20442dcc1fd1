import { expect, test } from 'vitest'
import { NEWCOMER_MS } from '@/lib/domain/quick-leaves'
import { registerGuest } from '@/lib/protocol-client/rest'
import { createWorld, type Person } from '@/lib/testing/world'

const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1' } })
const { advance } = world

/** More than the five seconds after which two may meet again, and slow enough for 30 joins a minute. */
const BETWEEN_MS = 6_000
const WAIT = { success: true, position: 1 }

/** A person of the same address whose account is older than a day. */
async function known(): Promise<Person> {
  const guest = await registerGuest(world.url())
  const before = new Date(world.server().clock.now() - 2 * NEWCOMER_MS)
  await world.server().sql('UPDATE users SET created_at = $2 WHERE id = $1', [guest.userId, before])
  return { ...guest, client: await world.client(guest.token) }
}

/** The two meet; the first sends something or not, and leaves at once. */
async function leave(ann: Person, bob: Person, words?: string): Promise<void> {
  await bob.client.ask('join_text_queue')
  await ann.client.ask('join_text_queue')
  await advance(1_200) // a wait of a second included
  await ann.client.next('text_match_found')
  if (words !== undefined) await ann.client.ask('send_text_message', { content: words })
  expect(await ann.client.ask('leave_text_room')).toEqual({ success: true })
  await bob.client.next('text_room_ended')
  await advance(BETWEEN_MS)
}

test('a person who leaves every partner at once still joins the queue, and is told how long it lasts', async () => {
  const [ann, bob] = [await known(), await known()]
  for (let count = 0; count < 9; count += 1) await leave(ann, bob)
  expect(await ann.client.ask('join_text_queue')).toEqual({ ...WAIT, estimatedWaitTime: 2 })
  await bob.client.ask('join_text_queue')
  await advance(1_800)
  expect(world.server().runtime.services.live()).toMatchObject({ waiting: 2 })
  await ann.client.ask('leave_text_queue')
  expect(await ann.client.ask('join_text_queue')).toMatchObject({ success: true, position: 2 })
  await ann.client.settled()
  const matches = ann.client.count('text_match_found')
  await advance(400)
  await ann.client.next('text_match_found')
  expect(ann.client.count('text_match_found')).toBe(matches + 1)
})

test('a person who sends "hi" first never waits', async () => {
  const [ann, bob] = [await known(), await known()]
  for (let count = 0; count < 12; count += 1) await leave(ann, bob, 'hi')
  expect(await ann.client.ask('join_text_queue')).toEqual({ ...WAIT, estimatedWaitTime: 1 })
  await bob.client.ask('join_text_queue')
  await advance(150)
  await ann.client.next('text_match_found')
})
