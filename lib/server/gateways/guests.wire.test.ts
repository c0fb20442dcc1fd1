import { describe, expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const FORBIDDEN = { success: false, code: 2004 }

describe.each([
  { allowed: '0', may: false },
  { allowed: '1', may: true },
])('guests with GUESTS_MAY_CONTACT=$allowed', ({ allowed, may }) => {
  const world = createWorld({ env: { GUESTS_MAY_CONTACT: allowed } })
  const { account, helpdesk, telehealth, caas } = createMembers(world)
  const outcome = may ? { success: true } : FORBIDDEN

  /** A guest, somebody with an account, and the name of their conversation. */
  async function guestAnd() {
    const [guest, other] = [await world.person(), await account()]
    const pair = [guest.userId, other.userId].toSorted().join(':')
    return { token: guest.token, other, room: `chat:${pair}` }
  }

  test('helpdesk: the general channel', async () => {
    const { token } = await guestAnd()
    const client = await helpdesk(token)
    expect(await client.ask('join_channel', 1)).toMatchObject(outcome)
    const sent = await client.ask('chat:send_message', { channelId: 1, message: 'hello' })
    expect(sent).toMatchObject(outcome)
    const { channels } = (await world.get('/api/channels', token)).body.data as { channels: unknown[] }
    expect(channels).toHaveLength(may ? 1 : 0)
  })

  test('helpdesk: being the first to write', async () => {
    const { token, room } = await guestAnd()
    const client = await helpdesk(token)
    const sent = await client.ask('chat:send_message', { channelId: room, message: 'hello' })
    expect(sent).toMatchObject(outcome)
  })

  test('telehealth: the general channel', async () => {
    const { token } = await guestAnd()
    const client = await telehealth(token)
    const roomId = 'channel:1'
    expect(await client.ask('room:join', { roomId, roomType: 'chat' })).toMatchObject(outcome)
    expect(await client.ask('message:send', { roomId, message: 'hello' })).toMatchObject(outcome)
  })

  test('telehealth: being the first to write', async () => {
    const { token, other } = await guestAnd()
    const client = await telehealth(token)
    const sent = await client.ask('message:send', { recipientId: other.userId, message: 'hello' })
    expect(sent).toMatchObject(outcome)
  })

  test('caas: the general channel', async () => {
    const { token } = await guestAnd()
    const client = await caas(token)
    const where = { conversation_id: '1' }
    expect(await client.ask('room:join', where)).toMatchObject(outcome)
    expect(await client.ask('message:send', { ...where, content: 'hello' })).toMatchObject(outcome)
  })

  test('caas: being the first to write', async () => {
    const { token, room } = await guestAnd()
    const client = await caas(token)
    const sent = await client.ask('message:send', { conversation_id: room, content: 'hello' })
    expect(sent).toMatchObject(outcome)
  })
})
