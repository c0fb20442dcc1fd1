import { io, type Socket } from 'socket.io-client'
import { registerGuest } from '../lib/protocol-client/rest'
import { register } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

type Fields = Record<string, unknown>

/** Somebody with a program of their own, on one of the contracts. */
async function program(url: string, namespace: string, displayName: string) {
  const account = { email: `${displayName.toLowerCase()}@example.org`, password: 'a long enough password' }
  const { userId, token } = await registerGuest(url, { ...account, displayName })
  const socket = io(url + namespace, { transports: ['websocket'], auth: namespace === '/' ? {} : { token } })
  const received: { readonly event: string; readonly data: Fields }[] = []
  socket.onAny((event: string, data: Fields) => void received.push({ event, data }))
  const ask = async (event: string, payload: unknown) => {
    const answer = (await socket.timeout(10_000).emitWithAck(event, payload)) as Fields
    expect(answer, event).toMatchObject({ success: true })
    return answer
  }
  if (namespace === '/') await ask('authenticate', token)
  const has = (event: string, data: Fields) =>
    expect
      .poll(() => received.filter((one) => one.event === event).map((one) => one.data))
      .toContainEqual(expect.objectContaining(data))
  return { userId, socket: socket as Pick<Socket, 'disconnect'>, ask, has }
}

test('in one channel the app, a help desk’s client and one of /chat have the same conversation', async ({
  people,
  baseURL,
}, info) => {
  const url = baseURL ?? ''
  const ann = await people.invite()
  await register(ann, 'ann-of-the-app@example.org', 'Ann')
  await ann.page.goto('/channels')
  await ann.button('Join').first().click()
  await expect(ann.composer).toBeVisible()
  const [bob, cid] = [await program(url, '/', 'Bob'), await program(url, '/chat', 'Cid')]
  await bob.ask('join_channel', 1)
  await cid.ask('room:join', { conversation_id: '1' })

  await ann.send('from the app')
  await bob.has('chat:new_message', { channelId: 1, message: 'from the app', userDisplayName: 'Ann' })
  await cid.has('message:new', { conversation_id: '1', content: 'from the app', sender_name: 'Ann' })

  const log = ann.page.getByRole('log', { name: 'Messages' })
  await bob.ask('chat:typing', { channelId: 1, isTyping: true })
  await expect(ann.page.getByText('Bob is typing')).toBeVisible()
  await bob.ask('chat:send_message', { channelId: 1, message: 'from the help desk', messageType: 'text' })
  await cid.ask('message:send', { conversation_id: '1', content: 'from /chat' })
  await expect(log.getByRole('listitem').filter({ hasText: 'from the help desk' })).toBeVisible()
  await expect(log.getByRole('listitem').filter({ hasText: 'from /chat' })).toBeVisible()
  await expect(ann.page.getByText('Bob is typing')).toBeHidden()
  await bob.has('message_read_receipt', { channelId: 1, userDisplayName: 'Ann' })
  await cid.has('message:read', { conversation_id: '1' })
  await inspect(ann.page, 'a channel of three contracts', info)
  for (const { socket } of [bob, cid]) socket.disconnect()
})
