import { describe, expect, test } from 'vitest'
import type { Answer } from '@/lib/protocol-client/session-client'
import type { Client } from '@/lib/testing/client'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, helpdesk, telehealth, caas } = createMembers(world)

type Data = Record<string, unknown>
type Emitted = readonly [event: string, payload: unknown]
type Read = (data: Data) => Data

/** What can happen in a conversation. */
const HAPPENINGS = [
  'message',
  'typing',
  'typed',
  'read',
  'delivered',
  'busy',
  'entered',
  'left',
  'edited',
  'deleted',
] as const
type Happening = (typeof HAPPENINGS)[number]

/** How the client of a contract sends, and how it is told. */
interface Words {
  connect(token: string): Promise<{ readonly chat: Client; readonly presence: Client }>
  readonly enter: (id: string) => Emitted
  readonly leave: (id: string) => Emitted
  readonly send: (id: string, text: string) => Emitted
  readonly sentId: (answer: Answer) => string
  readonly type: (id: string, isTyping: boolean) => Emitted
  /** Undefined: the contract has no word for it, and the server finds out by itself. */
  readonly cover: (which: 'read' | 'delivered', id: string, messageId: string) => Emitted | undefined
  readonly edit: (messageId: string, text: string) => Emitted
  readonly remove: (messageId: string) => Emitted
  readonly beBusy: Emitted
  readonly told: Readonly<Record<Happening, readonly [event: string, read: Read] | undefined>>
}

const inChannel: Read = ({ channelId, userId }) => ({ conversation: channelId, user: userId })
const inRoom: Read = ({ conversationId, userId }) => ({ conversation: conversationId, user: userId })
const statusOf: Read = (data) => ({ ...inRoom(data), id: data['messageId'] })
const inSnakeCase: Read = ({ conversation_id, user_id }) => ({
  conversation: conversation_id,
  user: user_id,
})

const WORDS: Readonly<Record<'helpdesk' | 'telehealth' | 'caas', Words>> = {
  helpdesk: {
    async connect(token) {
      const client = await helpdesk(token)
      return { chat: client, presence: client }
    },
    enter: (id) => ['join_channel', id],
    leave: (id) => ['leave_channel', id],
    send: (channelId, message) => ['chat:send_message', { channelId, message }],
    sentId: ({ messageId }) => String(messageId),
    type: (channelId, isTyping) => ['chat:typing', { channelId, isTyping }],
    cover: (which, channelId, messageId) =>
      which === 'read' ? ['message_read', { channelId, messageId }] : undefined,
    edit: (messageId, message) => ['chat:edit_message', { messageId, message }],
    remove: (messageId) => ['chat:delete_message', { messageId }],
    beBusy: ['update_presence', { status: 'busy' }],
    told: {
      message: [
        'chat:new_message',
        (data) => ({ ...inChannel(data), text: data['message'], id: data['id'] }),
      ],
      typing: ['chat:user_typing', (data) => ({ ...inChannel(data), isTyping: data['isTyping'] })],
      typed: ['chat:user_typing', (data) => ({ ...inChannel(data), isTyping: data['isTyping'] })],
      read: ['message_read_receipt', (data) => ({ ...inChannel(data), id: data['messageId'] })],
      delivered: undefined,
      busy: ['presence_updated', ({ userId, status }) => ({ user: userId, status })],
      entered: ['user_joined', inChannel],
      left: ['user_left', inChannel],
      edited: [
        'chat:message_edited',
        (data) => ({ ...inChannel(data), text: data['message'], id: data['messageId'] }),
      ],
      deleted: ['chat:message_deleted', (data) => ({ ...inChannel(data), id: data['messageId'] })],
    },
  },
  telehealth: {
    async connect(token) {
      const client = await telehealth(token)
      return { chat: client, presence: client }
    },
    enter: (id) => ['room:join', { roomId: `channel:${id}` }],
    leave: (id) => ['room:leave', { roomId: `channel:${id}` }],
    send: (id, message) => ['message:send', { roomId: `channel:${id}`, message }],
    sentId: ({ message }) => String((message as Data)['id']),
    type: (id, isTyping) => [isTyping ? 'typing:start' : 'typing:stop', { roomId: `channel:${id}` }],
    cover: (which, id, messageId) => [`message:${which}`, { roomId: `channel:${id}`, messageId }],
    edit: (messageId, message) => ['message:edit', { messageId, message }],
    remove: (messageId) => ['message:delete', { messageId }],
    beBusy: ['presence:setStatus', { status: 'busy' }],
    told: {
      message: [
        'message:new',
        (data) => ({
          conversation: data['conversationId'],
          user: data['senderId'],
          text: data['message'],
          id: data['id'],
        }),
      ],
      typing: ['typing:start', (data) => ({ ...inRoom(data), isTyping: true })],
      typed: ['typing:stop', (data) => ({ ...inRoom(data), isTyping: false })],
      read: ['message:status', (data) => ({ ...inRoom(data), id: data['messageId'], which: data['status'] })],
      delivered: ['message:status', (data) => (data['status'] === 'delivered' ? statusOf(data) : {})],
      busy: ['presence:changed', ({ userId, status }) => ({ user: userId, status })],
      entered: ['room:userJoined', inRoom],
      left: ['room:userLeft', inRoom],
      edited: [
        'message:edited',
        (data) => ({ ...inRoom(data), text: data['message'], id: data['messageId'] }),
      ],
      deleted: ['message:deleted', (data) => ({ ...inRoom(data), id: data['messageId'] })],
    },
  },
  caas: {
    connect: async (token) => ({ chat: await caas(token), presence: await caas(token, '/presence') }),
    enter: (conversation_id) => ['room:join', { conversation_id }],
    leave: (conversation_id) => ['room:leave', { conversation_id }],
    send: (conversation_id, content) => ['message:send', { conversation_id, content }],
    sentId: ({ message_id }) => String(message_id),
    type: (conversation_id, isTyping) => [isTyping ? 'typing:start' : 'typing:stop', { conversation_id }],
    cover: (which, _, message_id) => [`message:${which}`, { message_id }],
    edit: (message_id, content) => ['message:edit', { message_id, content }],
    remove: (message_id) => ['message:delete', { message_id }],
    beBusy: ['presence:set-status', { status: 'busy', custom_status: 'In a meeting' }],
    told: {
      message: [
        'message:new',
        (data) => ({
          conversation: data['conversation_id'],
          user: data['sender_id'],
          text: data['content'],
          id: data['message_id'],
        }),
      ],
      typing: ['typing:start', (data) => ({ ...inSnakeCase(data), isTyping: true })],
      typed: ['typing:stop', (data) => ({ ...inSnakeCase(data), isTyping: false })],
      read: ['message:read', (data) => ({ ...inSnakeCase(data), id: data['message_id'] })],
      delivered: ['message:delivered', (data) => ({ ...inSnakeCase(data), id: data['message_id'] })],
      busy: ['presence:status-changed', ({ user_id, status }) => ({ user: user_id, status })],
      entered: ['room:user-joined', inSnakeCase],
      left: ['room:user-left', inSnakeCase],
      edited: [
        'message:edited',
        (data) => ({ ...inSnakeCase(data), text: data['content'], id: data['message_id'] }),
      ],
      deleted: ['message:deleted', (data) => ({ ...inSnakeCase(data), id: data['message_id'] })],
    },
  },
}
const NAMES = ['helpdesk', 'telehealth', 'caas'] as const
type Name = (typeof NAMES)[number]

/** Ann, on the one contract, and Bob, on the other, in a channel; what she does there, and what he is told. */
async function meet(one: Name, other: Name) {
  const [ann, bob] = [await account('agent', 'Ann'), await account('user', 'Bob')]
  const [hers, his] = [await WORDS[one].connect(ann.token), await WORDS[other].connect(bob.token)]
  const made = await world.post('/api/channels', { name: 'one', memberIds: [bob.userId] }, ann.token)
  const { channelId } = made.body.data as { channelId: string }

  const ask = async (client: Client, emitted: Emitted) => {
    const answer = await client.ask(...emitted)
    expect(answer, emitted[0]).toMatchObject({ success: true })
    return answer
  }
  return {
    channelId,
    user: ann.userId,
    act: (emitted: Emitted) => ask(hers.chat, emitted),
    choose: (emitted: Emitted) => ask(hers.presence, emitted),
    /** What Bob wrote: its id. */
    written: async () => WORDS[other].sentId(await ask(his.chat, WORDS[other].send(channelId, 'from Bob'))),
    /** A message is on Ann's connection, and what was delivered has been written back. */
    async arrived(id: string) {
      const ids = () => hers.chat.received.map(({ data }) => (data as Data)['id'])
      await expect.poll(ids, { timeout: 10_000, interval: 5 }).toContain(id)
      await world.advance(1_000)
    },
    async isTold(what: Happening, fact: Data) {
      const [event, read] = WORDS[other].told[what] ?? ['', (data: Data) => data]
      const { received } = what === 'busy' ? his.presence : his.chat
      const told = () =>
        received.filter((frame) => frame.event === event).map(({ data }) => read(data as Data))
      await expect.poll(told, { timeout: 10_000, interval: 5 }).toContainEqual(expect.objectContaining(fact))
    },
  }
}
type Meeting = Awaited<ReturnType<typeof meet>>

/** How Ann makes it happen, and what of it Bob learns. */
const ACTS: Readonly<Record<Happening, (ann: Words, meeting: Meeting) => Promise<Data>>> = {
  async message(ann, { act, channelId, user }) {
    const id = ann.sentId(await act(ann.send(channelId, 'hello')))
    return { conversation: channelId, user, text: 'hello', id }
  },
  async typing(ann, { act, channelId, user }) {
    await act(ann.type(channelId, true))
    return { conversation: channelId, user, isTyping: true }
  },
  async typed(ann, { act, channelId, user }) {
    await act(ann.type(channelId, true))
    await act(ann.type(channelId, false))
    return { conversation: channelId, user, isTyping: false }
  },
  read: (ann, meeting) => cover('read', ann, meeting),
  delivered: (ann, meeting) => cover('delivered', ann, meeting),
  async busy(ann, { choose, user }) {
    await choose(ann.beBusy)
    return { user, status: 'busy' }
  },
  async entered(ann, { act, channelId, user }) {
    await act(ann.enter(channelId))
    return { conversation: channelId, user }
  },
  async left(ann, { act, channelId, user }) {
    await act(ann.enter(channelId))
    await act(ann.leave(channelId))
    return { conversation: channelId, user }
  },
  async edited(ann, { act, channelId, user }) {
    const id = ann.sentId(await act(ann.send(channelId, 'hello')))
    await act(ann.edit(id, 'better'))
    return { conversation: channelId, user, text: 'better', id }
  },
  async deleted(ann, { act, channelId, user }) {
    const id = ann.sentId(await act(ann.send(channelId, 'hello')))
    await act(ann.remove(id))
    return { conversation: channelId, user, id }
  },
}

async function cover(
  which: 'read' | 'delivered',
  ann: Words,
  { act, arrived, channelId, user, written }: Meeting,
): Promise<Data> {
  const id = await written()
  const emitted = ann.cover(which, channelId, id)
  if (emitted) await act(emitted)
  else await arrived(id)
  return { conversation: channelId, user, id }
}

const PAIRS = NAMES.flatMap((one) => NAMES.map((other) => ({ one, other })))

describe.each(PAIRS)('what somebody on $one does, somebody on $other is told', ({ one, other }) => {
  /** Of what has no word in the other contract nothing is told. */
  const shared = HAPPENINGS.filter((what) => WORDS[other].told[what] !== undefined)
  test.each(shared)('%s', async (what) => {
    const meeting = await meet(one, other)
    await meeting.isTold(what, await ACTS[what](WORDS[one], meeting))
  })
})
