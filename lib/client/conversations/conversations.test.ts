import { expect, test } from 'vitest'
import type { Result } from '@/lib/client/api'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import { createFakeStores } from '@/lib/client/testing/fake-stores'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import { createConversations } from './conversations'
import { unreadOf } from './list-state'
import { newListed, newMessage, ROOM } from './message.fixture'
import type { Upload } from './thread-files'
import { type FileRef, UploadFailed } from './upload-request'
import type { Found, Listed, Message } from './wire'

type Answer = Result<{ conversations: Listed[] }>

/** Ann's conversations without a network. Her browser can be reloaded: the same stores, everything else anew. */
function openBrowser(listed: Listed = newListed(), storage = createFakeStores()) {
  let changeElsewhere = () => {}
  const socket = createFakeSocket<typeof telehealth>()
  const clock = createFakeClock()
  const followers = new Set<() => void>()
  const answers: Answer[] = []
  const blockedPeople: string[] = []
  const mentions: Found[] = []
  const uploads: (Parameters<Upload>[2] & {
    name: string
    resolve: (file: FileRef) => void
    reject: (error: UploadFailed) => void
  })[] = []
  const givenUp: string[] = []
  let isLookedAt = true
  let made = 0
  const conversations = createConversations({
    account: 'ann',
    socket,
    clock,
    storage,
    ids: () => `own${(made += 1)}`,
    attention: {
      isHad: () => isLookedAt,
      subscribe: (follow) => {
        followers.add(follow)
        return () => void followers.delete(follow)
      },
    },
    upload: (_id, file, options) => {
      const { promise, resolve, reject } = Promise.withResolvers<FileRef>()
      uploads.push({ name: file.name, ...options, resolve, reject })
      return promise
    },
    giveUp: (id) => void givenUp.push(id),
    onOutboxChange: (_key, listener) => (changeElsewhere = listener),
    rest: {
      nextMention: (_id, after) =>
        Promise.resolve({ ok: true, data: { messages: mentions.filter(({ seq }) => seq > after) } }),
      blocks: () =>
        Promise.resolve({ ok: true, data: { blocks: blockedPeople.map((userId) => ({ userId })) } }),
      list: () => Promise.resolve(answers.shift() ?? { ok: true, data: { conversations: [listed] } }),
    },
  })
  return {
    ...conversations,
    socket,
    clock,
    storage,
    uploads,
    blockedPeople,
    mentions,
    givenUp,
    items: () => conversations.list.getState().items,
    answerList: (...more: Answer[]) => void answers.push(...more),
    changeElsewhere: () => changeElsewhere(),
    lookAway: () => (isLookedAt = false),
    lookAgain: () => {
      isLookedAt = true
      for (const follow of followers) follow()
    },
  }
}
type Browser = ReturnType<typeof openBrowser>

/** Opens the thread, whose server has these messages. */
async function openThread(browser: Browser, messages: readonly Message[] = []) {
  await browser.load()
  const thread = browser.open(browser.items()[0] ?? newListed())
  joined(browser, messages)
  await settled()
  browser.socket.answer('message:history', { success: true, messages: [...messages], hasMore: false })
  await settled()
  const { actions, state } = thread
  return {
    ...actions,
    thread,
    now: state.getState,
    texts: () => state.getState().window.messages.map(({ message }) => message),
    seqs: () => state.getState().window.messages.map(({ seq }) => seq),
  }
}
const joined = ({ socket }: Browser, messages: readonly Message[], missed: readonly Message[] = []) =>
  socket.answer('room:join', {
    success: true,
    roomId: ROOM,
    conversationId: 'c1',
    participants: [],
    participantCount: 2,
    lastSeq: missed.at(-1)?.seq ?? messages.at(-1)?.seq ?? 0,
    messages: [...missed],
    hasMore: false,
  })
const kept = ({ socket }: Browser, seq: number, changes: Partial<Message>) =>
  socket.answer('message:send', { success: true, message: newMessage(seq, { senderId: 'ann', ...changes }) })

test('what one writes is sent in turn, and stands where the server put it', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  for (const text of ['one', 'two']) {
    thread.type(text)
    expect(thread.send()).toBe(true)
  }
  expect(ann.socket.sentAs('message:send')).toEqual([
    { roomId: ROOM, message: 'one', clientMessageId: 'own1', replyToId: null },
  ])
  kept(ann, 1, { message: 'one', clientMessageId: 'own1' })
  await settled()
  expect(ann.socket.sentAs('message:send')).toHaveLength(2)
  kept(ann, 2, { message: 'two', clientMessageId: 'own2' })
  await settled()
  expect(thread.texts()).toEqual(['one', 'two'])
  expect(thread.now()).toMatchObject({ pending: [], draft: '' })
})

test('what was not answered is sent again after a reload, under the same id', async () => {
  const before = openBrowser()
  const thread = await openThread(before)
  thread.type('are you there?')
  thread.send()
  const after = openBrowser(newListed(), before.storage)
  const again = await openThread(after)
  expect(again.now().pending).toMatchObject([{ text: 'are you there?' }])
  expect(after.socket.sentAs('message:send')).toEqual(before.socket.sentAs('message:send'))
  // The first one had arrived after all: the server answers it once more.
  kept(after, 1, { message: 'are you there?', clientMessageId: 'own1' })
  await settled()
  expect(again.texts()).toEqual(['are you there?'])
  expect(again.now().pending).toEqual([])
})

test('what waited when the browser was closed is sent once it is open again, on whatever page', async () => {
  const before = openBrowser()
  const thread = await openThread(before)
  before.socket.goOffline()
  thread.type('good night')
  thread.send()
  const after = openBrowser(newListed(), { ...createFakeStores(), local: before.storage.local })
  await after.load()
  await after.clock.pass(1_000)
  expect(after.socket.sentAs('message:send')).toMatchObject([
    { message: 'good night', clientMessageId: 'own1' },
  ])
  kept(after, 1, { message: 'good night', clientMessageId: 'own1' })
  await settled()
  after.socket.goOffline()
  after.socket.comeBack()
  await after.clock.pass(1_000)
  expect(after.socket.sentAs('message:send')).toHaveLength(1)
  expect((await openThread(openBrowser(newListed(), after.storage))).now().pending).toEqual([])
})

test('what another tab has sent waits here no more', async () => {
  const one = openBrowser()
  const thread = await openThread(one)
  one.socket.goOffline()
  thread.type('twice?')
  thread.send()
  const other = openBrowser(newListed(), one.storage)
  await openThread(other)
  kept(other, 1, { message: 'twice?', clientMessageId: 'own1' })
  await settled()
  one.changeElsewhere()
  expect(thread.now().pending).toEqual([])
  one.socket.comeBack()
  await settled()
  expect(one.socket.sentAs('message:send')).toEqual([])
})

test('a message that has waited for more than a day asks its author, and other accounts have none of it', async () => {
  const before = openBrowser()
  const thread = await openThread(before)
  before.socket.goOffline()
  thread.type('yesterday')
  thread.send()
  const kept = before.storage.local.read('omegoo.outbox.ann') ?? ''
  expect(kept).toContain('yesterday')
  const stores = createFakeStores()
  const at = before.clock.now() - 25 * 60 * 60_000
  stores.local.write('omegoo.outbox.ann', kept.replace(/"at":-?\d+/, `"at":${at}`))
  const after = openBrowser(newListed(), stores)
  const again = await openThread(after)
  expect(again.now().pending).toMatchObject([{ text: 'yesterday', failure: 'not-answered' }])
  expect(after.socket.sentAs('message:send')).toEqual([])
  again.resend('own1')
  expect(after.socket.sentAs('message:send')).toHaveLength(1)
})

test('without a connection messages wait, and go in order when it is back', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  ann.socket.goOffline()
  for (const text of ['one', 'two']) {
    thread.type(text)
    thread.send()
  }
  expect(ann.socket.sentAs('message:send')).toEqual([])
  ann.socket.comeBack()
  joined(ann, [])
  await settled()
  kept(ann, 1, { message: 'one', clientMessageId: 'own1' })
  await settled()
  expect(ann.socket.sentAs('message:send').map(({ message }) => message)).toEqual(['one', 'two'])
})

test('a refused message says so, and can be sent again or dropped', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.type('hello')
  thread.send()
  ann.socket.answer('message:send', { success: false, error: 'no', code: 5001 })
  await settled()
  expect(thread.now().pending).toMatchObject([{ failure: 'not-allowed' }])
  thread.resend('own1')
  expect(ann.socket.sentAs('message:send')).toHaveLength(2)
  ann.socket.answer('message:send', undefined)
  await settled()
  expect(thread.now().pending).toMatchObject([{ failure: 'not-answered' }])
  thread.discard('own1')
  expect(thread.now().pending).toEqual([])
})

test('whoever is too fast sends when the server says', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.type('hello')
  thread.send()
  ann.socket.answer('message:send', { success: false, error: 'slow', code: 1003, retryAfter: 5 })
  await ann.clock.pass(4_999)
  expect(ann.socket.sentAs('message:send')).toHaveLength(1)
  await ann.clock.pass(1)
  expect(ann.socket.sentAs('message:send')).toHaveLength(2)
})

test('a message that comes before another one waits for it', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann, [newMessage(1)])
  ann.socket.publish('message:new', newMessage(3))
  await settled()
  expect(thread.seqs()).toEqual([1])
  expect(ann.socket.sentAs('message:history').at(-1)).toMatchObject({ lastSeq: 1 })
  ann.socket.answer('message:history', {
    success: true,
    messages: [newMessage(2), newMessage(3)],
    hasMore: false,
  })
  await settled()
  expect(thread.seqs()).toEqual([1, 2, 3])
})

test('what came while one was away is there once, in order', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann, [newMessage(1)])
  ann.socket.goOffline()
  ann.socket.comeBack()
  expect(ann.socket.sentAs('room:join').at(-1)).toEqual({ roomId: ROOM, lastSeq: 1 })
  ann.socket.publish('message:new', newMessage(3))
  await settled()
  joined(ann, [newMessage(1)], [newMessage(2), newMessage(3)])
  await settled()
  ann.socket.answer('message:history', {
    success: true,
    messages: [newMessage(2), newMessage(3)],
    hasMore: false,
  })
  await settled()
  expect(thread.seqs()).toEqual([1, 2, 3])
})

test('one reads what is in view while somebody looks, and tells it once', async () => {
  const ann = openBrowser(newListed({ unread: 2, lastSeq: 2 }))
  const thread = await openThread(ann, [newMessage(1), newMessage(2)])
  expect(thread.now().unreadAfter).toBe(0)
  ann.lookAway()
  thread.seen(2)
  await ann.clock.pass(1_000)
  expect(ann.socket.sentAs('message:read')).toEqual([])
  expect(ann.items()).toMatchObject([{ unread: 2 }])
  ann.lookAgain()
  thread.seen(1)
  await ann.clock.pass(1_000)
  expect(ann.socket.sentAs('message:read')).toEqual([{ roomId: ROOM, messageId: 'm2' }])
  expect(ann.items()).toMatchObject([{ unread: 0, readSeq: 2 }])
})

test('what could not be told of reading is told when the connection is back', async () => {
  const ann = openBrowser(newListed({ unread: 1, lastSeq: 1 }))
  const thread = await openThread(ann, [newMessage(1)])
  ann.socket.goOffline()
  thread.seen(1)
  await ann.clock.pass(1_000)
  ann.socket.comeBack()
  joined(ann, [newMessage(1)])
  await settled()
  expect(ann.socket.sentAs('message:read')).toEqual([{ roomId: ROOM, messageId: 'm1' }])
})

const png: FileRef = { fileId: 'f1', name: 'a.png', size: 1, type: 'image/png', url: '/f1' }

test('files go with the message once all of them are there, also without words', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.attach([new File(['x'], 'a.png')])
  ann.uploads[0]?.onProgress?.(0.5)
  expect(thread.now().files).toMatchObject([{ name: 'a.png', share: 0.5 }])
  expect(thread.send()).toBe(false)
  ann.uploads[0]?.resolve(png)
  await settled()
  expect(thread.send()).toBe(true)
  expect(ann.socket.sentAs('message:send')).toMatchObject([{ message: '', attachments: ['f1'] }])
  expect(thread.now().files).toEqual([])
})

test('a file that is taken away is not uploaded any more, and a refused one says why', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.attach([new File(['x'], 'a.png'), new File(['x'], 'b.png')])
  const [first, second] = ann.uploads
  thread.detach(thread.now().files[0]?.key ?? '')
  expect(first?.signal?.aborted).toBe(true)
  first?.reject(new UploadFailed({ ok: false, cancelled: true }))
  second?.reject(
    new UploadFailed({
      ok: false,
      offline: false,
      code: 9004,
      message: 'PAYLOAD_TOO_LARGE',
      description: '',
    }),
  )
  await settled()
  expect(thread.now().files).toMatchObject([{ name: 'b.png', failure: 'too-large' }])
})

test('a file of a kind that is not taken says that, and a photograph of a telephone what to do', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.attach([new File(['x'], 'a.exe'), new File(['x'], 'b.heic')])
  for (const { reject } of ann.uploads)
    reject(
      new UploadFailed({ ok: false, offline: false, code: 9005, message: 'UNSUPPORTED', description: '' }),
    )
  await settled()
  expect(thread.now().files).toMatchObject([
    { name: 'a.exe', failure: 'unsupported' },
    { name: 'b.heic', failure: 'heic' },
  ])
})

test('what a person wrote who is blocked is not unread until they are let in again', async () => {
  const ann = openBrowser(newListed({ unread: 3, lastSeq: 3 }))
  await ann.load()
  expect(unreadOf(ann.list.getState())).toBe(3)
  ann.blockedPeople.push('bob')
  await ann.blocked.load()
  expect(unreadOf(ann.list.getState())).toBe(0)
  await ann.load()
  expect(unreadOf(ann.list.getState())).toBe(0)
  ann.blockedPeople.length = 0
  await ann.blocked.load()
  await ann.load()
  expect(unreadOf(ann.list.getState())).toBe(3)
})

test('a message takes ten files at most', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  thread.attach(Array.from({ length: 12 }, (_, n) => new File(['x'], `${n}.png`)))
  expect(thread.now().files).toHaveLength(10)
})

test('a draft outlives the page, one for each conversation', async () => {
  const before = openBrowser()
  ;(await openThread(before)).type('half a sen')
  const after = openBrowser(newListed(), before.storage)
  expect((await openThread(after)).now().draft).toBe('half a sen')
  const other = openBrowser(newListed({ conversationId: 'c2' }), before.storage)
  await other.load()
  expect(other.open(newListed({ conversationId: 'c2' })).state.getState().draft).toBe('')
})

test('typing is told at most every two seconds, and that one has stopped', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  for (const draft of ['a', 'ab', 'abc']) {
    thread.type(draft)
    await ann.clock.pass(1_000)
  }
  expect(ann.socket.sentAs('typing:start')).toHaveLength(2)
  await ann.clock.pass(1_500)
  expect(ann.socket.sentAs('typing:stop')).toHaveLength(1)
})

test('who types is shown until they stop, write, or say nothing for a while', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  const typing = (userId: string) =>
    ann.socket.publish('typing:start', { userId, role: 'user', roomId: ROOM, conversationId: 'c1' })
  typing('bob')
  typing('cid')
  typing('bob')
  expect(thread.now().typing).toEqual(['bob', 'cid'])
  ann.socket.publish('message:new', newMessage(1))
  expect(thread.now().typing).toEqual(['cid'])
  await ann.clock.pass(4_000)
  expect(thread.now().typing).toEqual([])
})

test('one’s own message is changed, and what stood in the field comes back', async () => {
  const ann = openBrowser()
  const own = newMessage(1, { senderId: 'ann', message: 'helo' })
  const thread = await openThread(ann, [own])
  thread.type('a draft')
  thread.edit(own)
  expect(thread.now().draft).toBe('helo')
  thread.type('hello')
  const saved = thread.saveEdit()
  expect(ann.socket.sentAs('message:edit')).toEqual([{ messageId: 'm1', message: 'hello' }])
  const editedAt = '2026-11-30T00:00:00.000Z'
  ann.socket.answer('message:edit', { success: true, message: { ...own, message: 'hello', editedAt } })
  await saved
  expect(thread.texts()).toEqual(['hello'])
  expect(thread.now()).toMatchObject({ draft: 'a draft', editing: undefined })
})

test('what others change or delete shows, in the list too', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  ann.socket.publish('message:new', newMessage(1))
  await settled()
  const about = { messageId: 'm1', roomId: ROOM, conversationId: 'c1', userId: 'bob' }
  ann.socket.publish('message:edited', {
    ...about,
    message: 'better',
    editedAt: '2026-11-30T00:00:00.000Z',
    mentions: [],
  })
  expect(thread.texts()).toEqual(['better'])
  expect(ann.items()[0]?.lastMessage?.message).toBe('better')
  ann.socket.publish('message:deleted', { ...about, deletedAt: '2026-11-30T00:00:00.000Z' })
  expect(thread.now().window.messages).toMatchObject([{ message: '', deletedAt: expect.any(String) }])
  expect(ann.items()[0]?.lastMessage?.message).toBe('')
})

test('what one changes or deletes oneself shows in the list at once', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  const own = newMessage(1, { senderId: 'ann', message: 'helo' })
  ann.socket.publish('message:new', own)
  await settled()
  thread.edit(own)
  thread.type('hello')
  const saved = thread.saveEdit()
  ann.socket.answer('message:edit', { success: true, message: { ...own, message: 'hello' } })
  await saved
  expect(ann.items()[0]?.lastMessage?.message).toBe('hello')
  const removed = thread.remove(own)
  expect(ann.items()[0]?.lastMessage?.message).toBe('hello')
  ann.socket.answer('message:delete', { success: true, messageId: 'm1' })
  await removed
  expect(ann.items()[0]?.lastMessage?.message).toBe('')
})

const receipt = (userId: string, status: 'delivered' | 'read') => ({
  messageId: 'm2',
  roomId: ROOM,
  conversationId: 'c1',
  status,
  userId,
})
const statuses = (messages: readonly Message[]) => messages.map(({ status }) => status)

test('with two people a receipt is of everybody', async () => {
  const ann = openBrowser()
  const thread = await openThread(
    ann,
    [1, 2].map((seq) => newMessage(seq, { senderId: 'ann' })),
  )
  ann.socket.publish('message:status', receipt('bob', 'read'))
  expect(statuses(thread.now().window.messages)).toEqual(['read', 'read'])
})

test('among more people a receipt of one is not of all: the server is asked how far all of them are', async () => {
  const ann = openBrowser(newListed({ kind: 'channel' }))
  const own = [1, 2, 3].map((seq) => newMessage(seq, { senderId: 'ann' }))
  const thread = await openThread(ann, own)
  const asked = ann.socket.sentAs('message:history').length
  ann.socket.publish('message:status', receipt('bob', 'read'))
  ann.socket.publish('message:status', receipt('cid', 'delivered'))
  expect(statuses(thread.now().window.messages)).toEqual(['sent', 'sent', 'sent'])
  await ann.clock.pass(2_000)
  expect(ann.socket.sentAs('message:history')).toHaveLength(asked + 1)
  expect(ann.socket.sentAs('message:history').at(-1)).toMatchObject({ before: 4 })
  ann.socket.answer('message:history', {
    success: true,
    messages: own.map((one, at) => ({
      ...one,
      status: (['read', 'delivered', 'sent'] as const)[at] ?? 'sent',
    })),
    hasMore: false,
  })
  await settled()
  expect(statuses(thread.now().window.messages)).toEqual(['read', 'delivered', 'sent'])
})

test('receipts that came without a connection are made up for', async () => {
  const ann = openBrowser()
  const own = newMessage(1, { senderId: 'ann' })
  const thread = await openThread(ann, [own])
  ann.socket.goOffline()
  ann.socket.comeBack()
  joined(ann, [own])
  await ann.clock.pass(2_000)
  ann.socket.answer('message:history', {
    success: true,
    messages: [{ ...own, status: 'read' }],
    hasMore: false,
  })
  await settled()
  expect(statuses(thread.now().window.messages)).toEqual(['read'])
})

test('who writes to somebody while the page is connecting waits for it, and not for ever', async () => {
  const ann = openBrowser()
  await ann.load()
  ann.socket.goOffline()
  const entering = ann.enter('chat:ann:cid')
  await ann.clock.pass(4_000)
  ann.socket.comeBack()
  await settled()
  expect(ann.socket.sentAs('room:join')).toEqual([{ roomId: 'chat:ann:cid' }])
  joined(ann, [])
  expect(await entering).toEqual({ conversationId: 'c1' })
  ann.socket.goOffline()
  const inVain = ann.enter('chat:ann:dan')
  await ann.clock.pass(5_000)
  expect(await inVain).toBe('offline')
})

test('a new message moves its conversation up, counts, and is told to have arrived', async () => {
  const ann = openBrowser()
  const other = newListed({ conversationId: 'c2', roomId: 'channel:c2', kind: 'channel' })
  ann.answerList({ ok: true, data: { conversations: [other, newListed()] } })
  await ann.load()
  ann.socket.publish('message:new', newMessage(1))
  ann.socket.publish('message:new', newMessage(2))
  ann.socket.publish('message:new', newMessage(2))
  expect(ann.items()).toMatchObject([{ conversationId: 'c1', unread: 2, lastSeq: 2 }, { unread: 0 }])
  expect(unreadOf(ann.list.getState())).toBe(2)
  await ann.clock.pass(500)
  expect(ann.socket.sentAs('message:delivered')).toEqual([{ roomId: ROOM, messageId: 'm2' }])
})

test('one’s own message from another device is not unread', async () => {
  const ann = openBrowser()
  await ann.load()
  ann.socket.publish('message:new', newMessage(1, { senderId: 'ann' }))
  expect(ann.items()).toMatchObject([{ unread: 0, lastSeq: 1 }])
})

test('a conversation that is not in the list yet is asked for', async () => {
  const ann = openBrowser()
  await ann.load()
  const newOne = newListed({ conversationId: 'c3' })
  ann.answerList({ ok: true, data: { conversations: [newOne] } })
  ann.socket.publish('message:new', newMessage(1, { conversationId: 'c3', roomId: 'chat:ann:cid' }))
  await ann.clock.pass(500)
  expect(ann.items()).toEqual([newOne])
})

test('a conversation that is not one’s own is absent, and a failure can be tried again', async () => {
  const ann = openBrowser()
  await ann.load()
  const thread = ann.open(newListed())
  ann.socket.answer('room:join', { success: false, error: 'no', code: 9000 })
  await settled()
  expect(thread.state.getState().phase).toBe('failed')
  const again = thread.actions.retry()
  ann.socket.answer('room:join', { success: false, error: 'Room access denied', code: 3007 })
  await again
  expect(thread.state.getState().phase).toBe('absent')
})

test('a reply that is far away is found by the message before it', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann, [newMessage(500)])
  const jump = thread.jumpToReplied('m100')
  ann.socket.answer('message:history', { success: true, messages: [newMessage(99)], hasMore: true })
  await settled()
  expect(ann.socket.sentAs('message:history').at(-1)).toMatchObject({ lastSeq: 84 })
  ann.socket.answer('message:history', {
    success: true,
    messages: [newMessage(99), newMessage(100), newMessage(101)],
    hasMore: true,
  })
  await jump
  expect(thread.now()).toMatchObject({ target: { seq: 100 }, window: { hasBefore: true, hasAfter: true } })
  // Who reads here is not pulled down by what is new.
  ann.socket.publish('message:new', newMessage(501))
  await settled()
  expect(thread.seqs()).toEqual([99, 100, 101])
})

test('older messages that come after one has gone to the newest are left out', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann, [newMessage(50)])
  const older = thread.older()
  const jump = thread.jumpTo(10)
  ann.socket.answer('message:history', { success: true, messages: [newMessage(49)], hasMore: true })
  await older
  expect(thread.seqs()).toEqual([49, 50])
  const late = thread.older()
  ann.socket.answer('message:history', { success: true, messages: [newMessage(10)], hasMore: true })
  await jump
  ann.socket.answer('message:history', { success: true, messages: [newMessage(48)], hasMore: true })
  await late
  expect(thread.seqs()).toEqual([10])
  const newest = thread.toNewest()
  ann.socket.answer('message:history', { success: true, messages: [newMessage(50)], hasMore: true })
  await newest
  expect(thread.now()).toMatchObject({ window: { hasBefore: true, hasAfter: false }, loading: undefined })
})

test('a closed thread leaves the room, and changes no more', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann)
  ann.close(thread.thread)
  expect(ann.socket.sentAs('room:leave')).toEqual([{ roomId: ROOM }])
  ann.socket.publish('message:new', newMessage(1))
  await settled()
  expect(thread.seqs()).toEqual([])
})

test('who mentions one is counted apart, and whom one has blocked mentions in vain', async () => {
  const ann = openBrowser()
  ann.blockedPeople.push('cem')
  await openThread(ann)
  ann.lookAway()
  const mentions = { mentions: ['ann'] }
  ann.socket.publish('message:new', newMessage(1, mentions))
  ann.socket.publish('message:new', newMessage(2))
  ann.socket.publish('message:new', newMessage(3, { ...mentions, senderId: 'cem' }))
  ann.socket.publish('message:new', newMessage(4, { mentionsEveryone: true }))
  expect(ann.items()[0]).toMatchObject({ unread: 4, unreadMentions: 2 })
})

test('what one has read mentions one no more', async () => {
  const ann = openBrowser(newListed({ unread: 3, unreadMentions: 2, lastSeq: 3 }))
  const mentions = { mentions: ['ann'] }
  const thread = await openThread(ann, [newMessage(1, mentions), newMessage(2), newMessage(3, mentions)])
  thread.seen(2)
  expect(ann.items()[0]).toMatchObject({ unread: 1, unreadMentions: 1 })
  thread.seen(3)
  expect(ann.items()[0]).toMatchObject({ unread: 0, unreadMentions: 0 })
})

test('one goes to the next message that mentions one, as far as one has read', async () => {
  const ann = openBrowser()
  const thread = await openThread(ann, [newMessage(1), newMessage(2), newMessage(3)])
  for (const seq of [2, 3]) ann.mentions.push({ ...newMessage(seq), messageId: `m${seq}` })
  await thread.toNextMention()
  expect(thread.now().target).toEqual({ seq: 2 })
  thread.seen(2)
  await thread.toNextMention()
  expect(thread.now().target).toEqual({ seq: 3 })
})

test('after a reload a file that had begun to arrive goes on once it is chosen again', async () => {
  const before = openBrowser()
  const thread = await openThread(before)
  const film = new File(['film'], 'film.mp4', { lastModified: 7 })
  thread.attach([film])
  before.uploads[0]?.onArrived?.('u1', 0.4)
  const after = openBrowser(newListed(), before.storage)
  const again = await openThread(after)
  expect(again.now().files).toEqual([{ key: 'u1', name: 'film.mp4', share: 0.4, failure: 'stopped' }])
  again.type('look')
  expect(again.send()).toBe(true)
  expect(again.now().files).toHaveLength(1)
  again.attach([new File(['film'], 'film.mp4', { lastModified: 8 })])
  expect(after.uploads[0]?.resume).toBeUndefined()
  again.attach([film])
  expect(after.uploads[1]?.resume).toBe('u1')
  expect(again.now().files[0]).toEqual({ key: 'u1', name: 'film.mp4', share: 0.4 })
  after.uploads[1]?.resolve({ fileId: 'f1', name: 'film.mp4', size: 4, type: 'video/mp4', url: '/f1' })
  await settled()
  expect(again.now().files[0]).toMatchObject({ fileId: 'f1', share: 1 })
  expect((await openThread(openBrowser(newListed(), after.storage))).now().files).toEqual([])
})

test('an upload that stopped can be given up, and one without a connection tried again', async () => {
  const before = openBrowser()
  const thread = await openThread(before)
  thread.attach([new File(['film'], 'film.mp4')])
  before.uploads[0]?.onArrived?.('u1', 0.4)
  before.uploads[0]?.reject(new UploadFailed({ ok: false, offline: true }))
  await settled()
  const [file] = thread.now().files
  expect(file).toMatchObject({ failure: 'offline' })
  thread.uploadAgain(file?.key ?? '')
  expect(before.uploads[1]?.resume).toBe('u1')
  expect(thread.now().files[0]?.failure).toBeUndefined()
  const after = openBrowser(newListed(), before.storage)
  const again = await openThread(after)
  again.detach('u1')
  expect(again.now().files).toEqual([])
  expect(after.givenUp).toEqual(['u1'])
  expect((await openThread(openBrowser(newListed(), after.storage))).now().files).toEqual([])
})
