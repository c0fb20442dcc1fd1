import { expect, test } from 'vitest'
import { createChatStore } from './chat-store'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import { createFakeStores } from '@/lib/client/testing/fake-stores'

const done = () => Promise.resolve({ success: true, data: {}, ok: true } as const)

function openPage({ storage = createFakeStores(), expectsSession = false } = {}) {
  const socket = createFakeSocket(true)
  const clock = createFakeClock()
  let made = 0
  const chat = createChatStore({
    account: 'ann',
    socket: socket,
    clock,
    storage,
    ids: () => `c${(made += 1)}`,
    rest: { report: done, block: done, unblock: done },
    expected: expectsSession ? 'text' : null,
  })
  chat.actions.start()
  chat.actions.screenOpened(null)
  const meet = (roomId: string, partnerId = 'bob', sharedInterests: string[] = []) => {
    socket.publish('text_match_found', { roomId, partnerId, sharedInterests })
  }
  const now = () => chat.state.getState()
  const shared = () => {
    const at = now().chat
    return at.phase === 'chatting' ? at.shared : `It is ${at.phase}`
  }
  return { ...chat.actions, socket, clock, storage, meet, now, shared }
}

type Page = ReturnType<typeof openPage>

test.each<[string, (page: Page) => void]>([
  ['Next', ({ next }) => next()],
  ['Esc', ({ leave }) => leave()],
  [
    'the partner leaving',
    ({ socket }) => socket.publish('text_room_ended', { roomId: 'r1', reason: 'partner_left' }),
  ],
  [
    'a lost partner',
    ({ socket }) => socket.publish('text_room_ended', { roomId: 'r1', reason: 'partner_disconnected' }),
  ],
  [
    'half an hour of silence',
    ({ socket }) => socket.publish('text_room_ended', { roomId: 'r1', reason: 'timeout' }),
  ],
  ['a report', ({ socket }) => socket.publish('text_room_ended', { roomId: 'r1', reason: 'reported' })],
  ['the next conversation', ({ meet }) => meet('r2', 'eve')],
])('what was typed can be copied for 20 seconds after %s, and is not in the composer', async (_, end) => {
  const page = openPage()
  page.meet('r1')
  page.type('  half a thought ')
  end(page)
  expect(page.now()).toMatchObject({ draft: '', draftOffer: { text: 'half a thought' } })
  await page.clock.pass(19_999)
  expect(page.now().draftOffer?.text).toBe('half a thought')
  await page.clock.pass(1)
  expect(page.now().draftOffer).toBeUndefined()
})

test('the offer goes along to the next conversation, whose composer stays empty', async () => {
  const page = openPage()
  page.meet('r1')
  page.type('for bob only')
  page.next()
  expect(page.now()).toMatchObject({ chat: { phase: 'looking' }, draftOffer: { text: 'for bob only' } })
  page.meet('r2', 'eve')
  expect(page.now()).toMatchObject({
    chat: { phase: 'chatting' },
    draft: '',
    draftOffer: { text: 'for bob only' },
  })
  expect(page.socket.sentAs('send_text_message')).toEqual([])
  page.dismissDraft()
  expect(page.now().draftOffer).toBeUndefined()
  await settled()
})

test('nothing is offered when nothing was typed, and an earlier offer stays', () => {
  const page = openPage()
  page.meet('r1')
  page.type('   ')
  page.leave()
  expect(page.now().draftOffer).toBeUndefined()
  page.meet('r2')
  page.type('kept')
  page.next()
  page.meet('r3')
  page.next()
  expect(page.now().draftOffer?.text).toBe('kept')
})

test('preparing to copy starts the time anew', async () => {
  const page = openPage()
  page.meet('r1')
  page.type('slowly')
  page.leave()
  await page.clock.pass(15_000)
  page.holdDraft()
  await page.clock.pass(19_999)
  expect(page.now().draftOffer?.text).toBe('slowly')
  await page.clock.pass(1)
  expect(page.now().draftOffer).toBeUndefined()
  page.holdDraft()
  expect(page.now().draftOffer).toBeUndefined()
})

test('messages that could not go are offered with the draft; one on its way or not allowed is not', async () => {
  const page = openPage()
  page.meet('r1')
  page.type('foul')
  page.send()
  page.socket.answer('send_text_message', { success: false, error: 'no', code: 5001 })
  await settled()
  page.type('failed')
  page.send()
  page.socket.answer('send_text_message', undefined)
  await settled()
  page.type('on its way')
  page.send()
  await settled()
  page.type('draft')
  page.leave()
  expect(page.now().draftOffer?.text).toBe('failed\ndraft')
})

test('what waited for a connection is offered when the conversation is over before it comes', async () => {
  const page = openPage()
  page.meet('r1')
  page.socket.goOffline()
  page.type('waiting')
  page.send()
  page.socket.comeBack()
  await settled()
  page.socket.answer('attempt_text_reconnect', { success: false, error: 'no', code: 3002 })
  await settled()
  expect(page.now()).toMatchObject({ chat: { phase: 'ended' }, draftOffer: { text: 'waiting' } })
})

test('a draft whose conversation ended during a refresh is offered', async () => {
  const before = openPage()
  before.meet('r1')
  before.type('not yet')
  for (const expectsSession of [true, false]) {
    before.type('not yet')
    const page = openPage({ storage: before.storage, expectsSession })
    if (expectsSession)
      page.socket.answer('attempt_text_reconnect', { success: false, error: 'no', code: 3002 })
    await settled()
    expect(page.now()).toMatchObject({ draft: '', draftOffer: { text: 'not yet' } })
    expect(before.storage.session.read('omegoo.chat.unsent')).toBeNull()
  }
})

test.each([
  { typed: 'music', before: [], after: ['music'], left: '' },
  { typed: '  music ', before: ['films'], after: ['films', 'music'], left: '' },
  { typed: ' Films', before: ['films', 'tea'], after: ['films', 'tea'], left: '' },
  { typed: '   ', before: ['films'], after: ['films'], left: '   ' },
  { typed: 'six', before: ['1', '2', '3', '4', '5'], after: ['1', '2', '3', '4', '5'], left: 'six' },
])('"$typed" in the field counts when one starts with $before', ({ typed, before, after, left }) => {
  const page = openPage()
  page.setInterests(before)
  page.typeInterest(typed)
  page.next()
  expect(page.socket.sentAs('join_text_queue')).toEqual([{ interests: after }])
  expect(page.now()).toMatchObject({ interests: after, interestWord: left })
})

test('a separator adds the interest while one types, whatever the keyboard, but not within an unfinished word', () => {
  const page = openPage()
  page.typeInterest('mu,')
  page.typeInterest('音楽、', true)
  expect(page.now()).toMatchObject({ interests: ['mu'], interestWord: '音楽、' })
  page.typeInterest('音楽、')
  page.typeInterest('أفلام، شاي')
  expect(page.now()).toMatchObject({ interests: ['mu', '音楽', 'أفلام'], interestWord: 'شاي' })
  page.typeInterest('a\nb\nc,')
  expect(page.now()).toMatchObject({ interests: ['mu', '音楽', 'أفلام', 'a', 'b'], interestWord: '' })
})

test.each([
  { own: ['Music'], both: ['Music'], shared: ['Music'] },
  { own: [], both: ['music'], shared: ['music'] },
  { own: ['Music'], both: [], shared: [] },
  { own: [], both: [], shared: undefined },
])('with $own named and $both shared, the conversation knows $shared', ({ own, both, shared }) => {
  const page = openPage()
  page.setInterests(own)
  page.meet('r1', 'bob', both)
  expect(page.shared()).toEqual(shared)
})

test('what both like is known after a refresh, and in that conversation only', async () => {
  const before = openPage()
  before.meet('r1', 'bob', ['music', 'films'])
  const back = { partnerId: 'bob', messages: [], partnerSecondsLeft: null }
  for (const { roomId, shared } of [
    { roomId: 'r1', shared: ['music', 'films'] },
    { roomId: 'r2', shared: undefined },
  ]) {
    const page = openPage({ storage: before.storage, expectsSession: true })
    page.socket.publish('text_reconnected', { ...back, roomId })
    await settled()
    expect(page.shared()).toEqual(shared)
  }
  before.leave()
  expect(before.storage.session.read('omegoo.chat.shared')).toBeNull()
})
