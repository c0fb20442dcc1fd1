import { expect, test } from 'vitest'
import { createChatStore } from './chat-store'
import type { Chatting } from './chat-state'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import { createFakeUnsentStore, createFakeStores } from '@/lib/client/testing/fake-stores'
import type { UnsentStore } from './unsent-store'
import type { OmegooReceived } from '@/lib/client/realtime/omegoo-socket'

const ROOM = 'text_room_1'
const ok = { success: true, data: {}, ok: true } as const

interface Wanted {
  storage?: ReturnType<typeof createFakeStores>
  expectsSession?: boolean
  online?: boolean
  unsentStore?: UnsentStore
}

function setUp({
  storage = createFakeStores(),
  expectsSession = false,
  online = true,
  unsentStore,
}: Wanted = {}) {
  const socket = createFakeSocket(online)
  const clock = createFakeClock()
  const blocked: string[] = []
  let made = 0
  const chat = createChatStore({
    account: 'ann',
    socket: socket,
    clock,
    storage,
    ...(unsentStore && { unsentStore }),
    ids: () => `c${(made += 1)}`,
    rest: {
      report: () => Promise.resolve(ok),
      block: (user) => {
        blocked.push(user)
        return Promise.resolve(ok)
      },
      unblock: (user) => {
        blocked.splice(blocked.indexOf(user), 1)
        return Promise.resolve(ok)
      },
    },
    expected: expectsSession ? 'text' : null,
  })
  chat.actions.start()
  chat.actions.screenOpened(expectsSession ? 'text' : null)
  const now = () => chat.state.getState().chat
  const chatting = () => {
    const at = now()
    if (at.phase !== 'chatting') throw new Error(`It is ${at.phase}`)
    return at satisfies Chatting
  }
  const shown = () => chatting().messages.map(({ content, state }) => `${content}: ${state.kind}`)
  const write = (text: string) => {
    chat.actions.type(text)
    return chat.actions.send()
  }
  return {
    ...chat.actions,
    socket,
    clock,
    storage,
    blocked,
    now,
    chatting,
    shown,
    write,
    state: chat.state,
  }
}

function inConversation(wanted?: Wanted) {
  const parts = setUp(wanted)
  parts.socket.publish('text_match_found', match())
  return parts
}

function match(
  roomId = ROOM,
  partnerId = 'bob',
  sharedInterests: string[] = [],
): OmegooReceived['text_match_found'] {
  const found = { roomId, partnerId, sharedInterests }
  return found
}

function message(seq: number, content: string, more: Partial<OmegooReceived['text_message_received']> = {}) {
  const base = {
    messageId: `m${seq}`,
    roomId: ROOM,
    senderId: 'bob',
    timestamp: 5_000 + seq,
    delivered: true,
  }
  return { ...base, seq, content, ...more }
}

const mine = (seq: number, content: string, clientMessageId: string) =>
  message(seq, content, { senderId: 'ann', clientMessageId, delivered: false })

const accepted = (seq: number, delivered = true) =>
  ({ success: true, messageId: `m${seq}`, seq, timestamp: 5_000 + seq, delivered }) as const

const refused = (code: number, retryAfter?: number) =>
  ({ success: false, error: 'no', code, ...(retryAfter !== undefined && { retryAfter }) }) as const

const resumed = (
  messages: OmegooReceived['text_message_received'][],
  partnerSecondsLeft: number | null = null,
) => ({
  roomId: ROOM,
  partnerId: 'bob',
  messages,
  partnerSecondsLeft,
})

test('looking shows the position in the queue and asks for it again every 5 seconds', async () => {
  const { next, socket, clock, now } = setUp()
  next()
  socket.answer('join_text_queue', { success: true, position: 2, estimatedWaitTime: 4 })
  await clock.pass(0)
  expect(now()).toMatchObject({ phase: 'looking', queue: { position: 2, estimateSeconds: 4 } })

  await clock.pass(5_000)
  expect(socket.sentAs('join_text_queue')).toHaveLength(2)
  socket.answer('join_text_queue', { success: true, position: 1, estimatedWaitTime: 1 })
  await clock.pass(0)
  expect(now()).toMatchObject({ queue: { position: 1 } })
})

test('interests are sent, at most five, trimmed, each once', async () => {
  const { setInterests, next, socket, storage, state } = setUp()
  setInterests([' films ', 'Films', 'tea', 'x'.repeat(40), 'a', 'b', 'c'])
  next()
  const interests = ['films', 'tea', 'x'.repeat(30), 'a', 'b']
  expect(socket.sentAs('join_text_queue')).toEqual([{ interests }])
  expect(state.getState().interests).toEqual(interests)
  expect(setUp({ storage }).state.getState().interests).toEqual(interests)
  await settled()
})

test('giving up looking leaves the queue', async () => {
  const { next, cancel, socket, now, clock } = setUp()
  next()
  cancel()
  socket.answer('join_text_queue', { success: true, position: 1, estimatedWaitTime: 1 })
  await clock.pass(20_000)
  expect(now()).toEqual({ phase: 'idle' })
  expect(socket.sent.map((frame) => frame.event)).toEqual(['join_text_queue', 'leave_text_queue'])
})

test('looking goes on after a lost connection and after a refresh', async () => {
  const { next, socket, storage, clock } = setUp()
  next()
  socket.goOffline()
  await clock.pass(60_000)
  socket.comeBack()
  await settled()
  expect(socket.sentAs('join_text_queue')).toHaveLength(2)

  const refreshed = setUp({ storage })
  expect(refreshed.now().phase).toBe('looking')
  expect(refreshed.socket.sentAs('join_text_queue')).toHaveLength(1)
})

test('a join that is refused because there is a session resumes it', async () => {
  const { next, socket, now } = setUp()
  next()
  socket.answer('join_text_queue', refused(3003))
  await settled()
  expect(socket.sentAs('session-resume')).toEqual([{}])
  socket.publish('session-resumed', {
    sessionId: '1',
    partnerId: 'bob',
    chatType: 'audio',
    sharedInterests: [],
    isInitiator: true,
    maxBitrate: 64,
    duration: 20,
    messages: [],
    partnerSecondsLeft: null,
    revealed: false,
  })
  expect(now()).toMatchObject({ phase: 'chatting', chatType: 'audio', isInitiator: true })
})

test('one’s own message is sending, then sent, then delivered', async () => {
  const { socket, write, shown } = inConversation()
  write('  hello ')
  expect(shown()).toEqual(['hello: sending'])
  expect(socket.sentAs('send_text_message')).toEqual([{ content: 'hello', clientMessageId: 'c1' }])
  socket.answer('send_text_message', accepted(1, false))
  await settled()
  expect(shown()).toEqual(['hello: sent'])
  socket.publish('text_message_delivered', { roomId: ROOM, messageId: 'm1' })
  expect(shown()).toEqual(['hello: delivered'])
})

test('the copy that comes back to the sender does not appear twice, before or after the acknowledgement', async () => {
  const { socket, write, shown } = inConversation()
  write('one')
  socket.publish('text_message_received', mine(1, 'one', 'c1'))
  socket.answer('send_text_message', accepted(1))
  await settled()
  write('two')
  socket.answer('send_text_message', accepted(2))
  await settled()
  socket.publish('text_message_received', mine(2, 'two', 'c2'))
  expect(shown()).toEqual(['one: delivered', 'two: delivered'])
})

test('a message written in another tab appears here', () => {
  const { socket, chatting } = inConversation()
  socket.publish('text_message_received', mine(1, 'from there', 'other'))
  expect(chatting().messages).toMatchObject([{ mine: true, content: 'from there', state: { kind: 'sent' } }])
})

test('messages are shown once and by their number, whatever order they come in', () => {
  const { socket, chatting } = inConversation()
  for (const seq of [2, 1, 3, 2]) socket.publish('text_message_received', message(seq, `t${seq}`))
  expect(chatting().messages.map((one) => one.content)).toEqual(['t1', 't2', 't3'])
})

test('a gap that stays is filled from the log', async () => {
  const { socket, clock, chatting } = inConversation()
  socket.publish('text_message_received', message(1, 't1'))
  socket.publish('text_message_received', message(4, 't4'))
  await clock.pass(999)
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([])
  await clock.pass(1)
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([{ lastSeq: 1 }])
  socket.publish('text_reconnected', resumed([message(2, 't2'), message(3, 't3'), message(4, 't4')]))
  expect(chatting().messages.map((one) => one.content)).toEqual(['t1', 't2', 't3', 't4'])
  expect(chatting().resumedAt).toBeUndefined()
})

test('a gap that closes by itself asks for nothing', async () => {
  const { socket, clock } = inConversation()
  socket.publish('text_message_received', message(2, 't2'))
  socket.publish('text_message_received', message(1, 't1'))
  await clock.pass(10_000)
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([])
})

test('messages are sent one after the other, in the order written', async () => {
  const { socket, write } = inConversation()
  write('one')
  write('two')
  expect(socket.sentAs('send_text_message').map((sent) => sent.content)).toEqual(['one'])
  socket.answer('send_text_message', accepted(1))
  await settled()
  expect(socket.sentAs('send_text_message').map((sent) => sent.content)).toEqual(['one', 'two'])
})

test('what was not acknowledged is sent again after the resume, in order and under the same names', async () => {
  const { socket, clock, write, shown, chatting } = inConversation()
  write('one')
  socket.goOffline()
  write('two')
  await settled()
  expect(chatting().keptUntil).toBe(clock.now() + 30_000)
  expect(shown()).toEqual(['one: sending', 'two: sending'])

  socket.comeBack()
  await settled()
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([{ lastSeq: 0 }])
  socket.publish('text_reconnected', resumed([message(1, 'meanwhile')]))
  expect(chatting()).toMatchObject({ resumedAt: clock.now() })
  expect(chatting().keptUntil).toBeUndefined()
  socket.answer('send_text_message', accepted(2))
  await settled()
  socket.answer('send_text_message', accepted(3))
  await settled()
  expect(socket.sentAs('send_text_message')).toEqual([
    { content: 'one', clientMessageId: 'c1' },
    { content: 'one', clientMessageId: 'c1' },
    { content: 'two', clientMessageId: 'c2' },
  ])
  expect(shown()).toEqual(['meanwhile: delivered', 'one: delivered', 'two: delivered'])
})

test('a message that arrived although its acknowledgement was lost is not sent again', async () => {
  const { socket, write, shown } = inConversation()
  write('one')
  socket.goOffline()
  socket.comeBack()
  await settled()
  socket.publish('text_reconnected', resumed([mine(1, 'one', 'c1')]))
  await settled()
  expect(socket.sentAs('send_text_message')).toHaveLength(1)
  expect(shown()).toEqual(['one: sent'])
})

test('a message without an answer fails and can be offered again or dropped', async () => {
  const { socket, write, shown, resend, discard, chatting } = inConversation()
  write('one')
  socket.answer('send_text_message', undefined)
  await settled()
  expect(chatting().messages[0]?.state).toEqual({ kind: 'failed', reason: 'not-answered' })

  resend('c1')
  expect(socket.sentAs('send_text_message')).toHaveLength(2)
  socket.answer('send_text_message', refused(9008))
  await settled()
  expect(shown()).toEqual(['one: failed'])
  discard('c1')
  expect(shown()).toEqual([])
})

test('a failed message does not hold up the next one', async () => {
  const { socket, write, shown } = inConversation()
  write('bad')
  write('good')
  socket.answer('send_text_message', refused(5001))
  await settled()
  socket.answer('send_text_message', accepted(1))
  await settled()
  expect(shown()).toEqual(['good: delivered', 'bad: failed'])
})

test('the eleventh message within ten seconds stays in the composer, with a countdown', async () => {
  const { socket, clock, write, chatting, state } = inConversation()
  for (let seq = 1; seq <= 10; seq += 1) {
    expect(write(`t${seq}`)).toBe(true)
    socket.answer('send_text_message', accepted(seq))
    await clock.pass(100)
  }
  expect(write('t11')).toBe(false)
  expect(state.getState().draft).toBe('t11')
  expect(chatting().slowUntil).toBe(clock.now() + 9_000)
  await clock.pass(9_000)
  expect(chatting().slowUntil).toBeUndefined()
  expect(write('t11')).toBe(true)
})

test('a message that the server finds too fast waits and then goes by itself', async () => {
  const { socket, clock, write, chatting, shown } = inConversation()
  write('one')
  socket.answer('send_text_message', refused(1003, 4))
  await settled()
  expect(chatting().slowUntil).toBe(clock.now() + 4_000)
  expect(shown()).toEqual(['one: sending'])
  await clock.pass(3_999)
  expect(socket.sentAs('send_text_message')).toHaveLength(1)
  await clock.pass(1)
  expect(socket.sentAs('send_text_message')).toHaveLength(2)
})

test.each([3_584, 90_000])(
  'a wait of %d s by a clock that was set back lasts no longer than its window',
  async (seconds) => {
    const { socket, clock, write, chatting } = inConversation()
    write('one')
    socket.answer('send_text_message', refused(1003, seconds))
    await settled()
    expect(chatting().slowUntil).toBe(clock.now() + 60_000)
    await clock.pass(60_000)
    expect(socket.sentAs('send_text_message')).toHaveLength(2)
  },
)

test.each(['', '   ', 'x'.repeat(1_001)])('a draft that is empty or too long is not sent', (text) => {
  const { socket, write, state } = inConversation()
  expect(write(text)).toBe(false)
  expect(state.getState().draft).toBe(text)
  expect(socket.sentAs('send_text_message')).toEqual([])
})

test('typing is sent at once, at most every two seconds, and ended after a second of rest', async () => {
  const { socket, clock, type } = inConversation()
  const told = () =>
    socket.sent.map((frame) => frame.event).filter((event) => event.startsWith('text_typing'))
  for (const draft of ['h', 'he', 'hel', 'hell', 'hello']) {
    type(draft)
    await clock.pass(500)
  }
  expect(told()).toEqual(['text_typing_start', 'text_typing_start'])
  await clock.pass(500)
  expect(told()).toEqual(['text_typing_start', 'text_typing_start', 'text_typing_stop'])
  await clock.pass(5_000)
  expect(told()).toHaveLength(3)
})

test('the partner’s typing is shown, and forgotten with a message, a stop, or four seconds', async () => {
  const { socket, clock, chatting } = inConversation()
  const typing = { roomId: ROOM, userId: 'bob', isTyping: true, timestamp: 1 }
  socket.publish('text_partner_typing', typing)
  expect(chatting().partner.kind).toBe('typing')
  socket.publish('text_partner_stopped_typing', { ...typing, isTyping: false })
  expect(chatting().partner.kind).toBe('here')
  socket.publish('text_partner_typing', typing)
  socket.publish('text_message_received', message(1, 'hi'))
  expect(chatting().partner.kind).toBe('here')
  socket.publish('text_partner_typing', typing)
  await clock.pass(4_000)
  expect(chatting().partner.kind).toBe('here')
})

test('a partner who lost the connection is gone until a certain time, and may come back', () => {
  const { socket, clock, chatting } = inConversation()
  socket.publish('text_partner_disconnected', { roomId: ROOM, secondsLeft: 30 })
  expect(chatting().partner).toEqual({ kind: 'gone', until: clock.now() + 30_000 })
  socket.publish('text_partner_reconnected', { roomId: ROOM, partnerId: 'bob' })
  expect(chatting().partner).toEqual({ kind: 'here' })
})

test('a refresh brings back the conversation, the draft and what had not been sent', async () => {
  const before = inConversation()
  before.write('on its way')
  before.type('half a thou')

  const { socket, now, shown, state } = setUp({ storage: before.storage, expectsSession: true })
  expect(now().phase).toBe('opening')
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([{}])
  socket.publish('text_reconnected', resumed([message(1, 'hi')], 12))
  expect(now()).toMatchObject({ phase: 'chatting', partner: { kind: 'gone' } })
  expect(shown()).toEqual(['hi: delivered', 'on its way: sending'])
  expect(state.getState().draft).toBe('half a thou')
  expect(socket.sentAs('send_text_message')).toEqual([{ content: 'on its way', clientMessageId: 'c1' }])
  await settled()
})

test('after a restart of the app, what had not been sent goes in its order and under its names', async () => {
  const unsentStore = createFakeUnsentStore()
  const before = inConversation({ unsentStore: unsentStore.ofTab('before') })
  before.socket.goOffline()
  before.write('one')
  before.write('two')

  const { socket, shown } = setUp({ expectsSession: true, unsentStore: unsentStore.ofTab('after') })
  await settled()
  socket.publish('text_reconnected', resumed([message(1, 'hi')]))
  expect(shown()).toEqual(['hi: delivered', 'one: sending', 'two: sending'])
  expect(socket.sentAs('send_text_message')).toEqual([{ content: 'one', clientMessageId: 'c1' }])
  await settled()
})

test('words that are found after the conversation is back are sent all the same, once', async () => {
  const unsentStore = createFakeUnsentStore()
  const before = inConversation({ unsentStore: unsentStore.ofTab('before') })
  before.socket.goOffline()
  before.write('one')

  const { socket, shown } = setUp({ expectsSession: true, unsentStore: unsentStore.ofTab('after') })
  socket.publish('text_reconnected', resumed([]))
  expect(shown()).toEqual([])
  await settled()
  expect(shown()).toEqual(['one: sending'])
  expect(socket.sentAs('send_text_message')).toEqual([{ content: 'one', clientMessageId: 'c1' }])
})

test('what the server has, or what was thrown away, is not kept', async () => {
  const unsentStore = createFakeUnsentStore()
  const { socket, write, discard } = inConversation({ unsentStore: unsentStore.ofTab('this') })
  write('sent')
  socket.answer('send_text_message', accepted(1))
  await settled()
  expect(unsentStore.kept.size).toBe(0)
  socket.goOffline()
  write('thrown away')
  expect(unsentStore.kept.get('this')).toMatchObject({ waiting: [{ content: 'thrown away' }] })
  discard('c2')
  expect(unsentStore.kept.size).toBe(0)
})

test('unsent words go with the conversation, in every tab', () => {
  const unsentStore = createFakeUnsentStore()
  const other = inConversation({ unsentStore: unsentStore.ofTab('other') })
  other.socket.goOffline()
  other.write('to bob')
  const { socket } = inConversation({ unsentStore: unsentStore.ofTab('this') })
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  expect(unsentStore.kept.size).toBe(0)
})

test.each([true, false])(
  'without a session to go on with (expected: %s), nothing stays',
  async (expectsSession) => {
    const unsentStore = createFakeUnsentStore()
    unsentStore
      .ofTab('before')
      .keep({ roomId: ROOM, draft: '', waiting: [{ clientMessageId: 'c1', content: 'late' }] })
    const { socket } = setUp({ expectsSession, unsentStore: unsentStore.ofTab('after') })
    if (expectsSession) socket.answer('attempt_text_reconnect', refused(3002))
    await settled()
    expect(unsentStore.kept.size).toBe(0)
  },
)

test('what was written to one person is never offered to the next', () => {
  const { socket, type, state, storage } = inConversation()
  type('for bob only')
  socket.publish('text_match_found', match('text_room_2', 'eve'))
  expect(state.getState().draft).toBe('')
  expect(state.getState().draftOffer?.text).toBe('for bob only')
  socket.publish('text_room_ended', { roomId: 'text_room_2', reason: 'partner_left' })
  expect(storage.session.read('omegoo.chat.unsent')).toBeNull()
})

test('a session that ended during one’s absence ends here too, and its messages stay readable', async () => {
  const { socket, now } = inConversation()
  socket.publish('text_message_received', message(1, 'hi'))
  socket.goOffline()
  socket.comeBack()
  await settled()
  socket.publish('text_reconnect_failed', { reason: 'expired' })
  socket.answer('attempt_text_reconnect', refused(3002))
  await settled()
  expect(now()).toMatchObject({ phase: 'ended', reason: 'meanwhile', messages: [{ content: 'hi' }] })
})

test('only an absence longer than the reconnection window is shown as the reason', async () => {
  const { socket, clock, now } = inConversation()
  socket.goOffline()
  await clock.pass(30_000)
  socket.comeBack()
  await settled()
  socket.answer('attempt_text_reconnect', refused(3002))
  await settled()
  expect(now()).toMatchObject({ phase: 'ended', reason: 'lost' })
})

test('whose time ran out while the question was on its way was away too long', async () => {
  const { socket, now } = inConversation()
  socket.goOffline()
  socket.comeBack()
  await settled()
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'timeout' })
  expect(now()).toMatchObject({ phase: 'ended', reason: 'lost' })
})

test('a page that expected a session and finds none starts from the beginning', async () => {
  const { socket, now } = setUp({ expectsSession: true })
  socket.answer('attempt_text_reconnect', refused(3002))
  await settled()
  expect(now()).toEqual({ phase: 'idle' })
})

test('a resume without an answer is tried again', async () => {
  const { socket, clock } = setUp({ expectsSession: true })
  socket.answer('attempt_text_reconnect', undefined)
  await clock.pass(2_000)
  expect(socket.sentAs('attempt_text_reconnect')).toHaveLength(2)
})

test.each([
  { reason: 'user_left', shown: 'you_left' },
  { reason: 'partner_left', shown: 'partner_left' },
  { reason: 'partner_disconnected', shown: 'partner_disconnected' },
  { reason: 'timeout', shown: 'timeout' },
  { reason: 'reported', shown: 'partner_left' },
] as const)('the end "$reason" is shown as $shown', ({ reason, shown }) => {
  const { socket, now } = inConversation()
  socket.publish('text_room_ended', { roomId: 'another', reason })
  expect(now().phase).toBe('chatting')
  socket.publish('text_room_ended', { roomId: ROOM, reason })
  expect(now()).toMatchObject({ phase: 'ended', reason: shown })
})

test('what waited for a connection is not sent when it is over', async () => {
  const { socket, clock, write, now } = inConversation()
  socket.goOffline()
  write('too late')
  await clock.pass(60_000)
  socket.comeBack()
  await settled()
  socket.answer('attempt_text_reconnect', refused(3002))
  await settled()
  const state = { kind: 'failed', reason: 'not-answered' }
  expect(now()).toMatchObject({ phase: 'ended', messages: [{ content: 'too late', state }] })
})

test('the message for which it was ended is not shown as sent', () => {
  const { socket, write, now } = inConversation()
  write('the third of its kind')
  socket.publish('moderation-alert', { type: 'violation', message: 'enough', sessionId: '1' })
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'user_left' })
  expect(now()).toMatchObject({ messages: [{ state: { kind: 'failed', reason: 'not-allowed' } }] })
})

test('leaving is at once, and the next search waits for the server to know', async () => {
  const { socket, next, leave, now } = inConversation()
  leave()
  expect(now()).toMatchObject({ phase: 'ended', reason: 'you_left' })
  next()
  expect(now().phase).toBe('looking')
  expect(socket.sent.map((frame) => frame.event)).toEqual(['leave_text_room'])
  socket.answer('leave_text_room', { success: true } as never)
  await settled()
  expect(socket.sent.map((frame) => frame.event)).toEqual(['leave_text_room', 'join_text_queue'])
})

test('leaving without a connection is sent once there is one', async () => {
  const { socket, leave, now } = inConversation()
  socket.goOffline()
  leave()
  await settled()
  socket.comeBack()
  await settled()
  expect(now().phase).toBe('ended')
  expect(socket.sent.map((frame) => frame.event)).toEqual(['leave_text_room'])
})

test('blocking ends the conversation and can be undone', async () => {
  const { block, unblock, blocked, now } = inConversation()
  expect(await block()).toBe('done')
  expect(blocked).toEqual(['bob'])
  expect(now()).toMatchObject({ phase: 'ended', deed: { blocked: true } })
  expect(await unblock()).toBe('done')
  expect(blocked).toEqual([])
  expect(now()).toMatchObject({ deed: { blocked: false } })
})

test('a warning is shown until it was read; a violation names the end', () => {
  const { socket, noted, chatting, now } = inConversation()
  socket.publish('moderation-alert', { type: 'warning', message: 'mind your words', sessionId: '1' })
  expect(chatting().warned).toBe(true)
  noted()
  expect(chatting().warned).toBe(false)
  socket.publish('moderation-alert', { type: 'violation', message: 'enough', sessionId: '1' })
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'user_left' })
  expect(now()).toMatchObject({ phase: 'ended', reason: 'violation' })
})

test('a resume that another tab asked for makes this tab ask for what it misses itself', async () => {
  const { socket, now } = setUp()
  socket.publish('text_reconnected', resumed([message(9, 'only the newest')]))
  expect(now().phase).toBe('idle')
  expect(socket.sentAs('attempt_text_reconnect')).toEqual([{}])
  socket.publish('text_reconnected', resumed([message(8, 'all of it'), message(9, 'only the newest')]))
  expect(now()).toMatchObject({ phase: 'chatting', messages: [{ seq: 8 }, { seq: 9 }] })
  await settled()
})
