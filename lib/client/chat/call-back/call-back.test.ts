import { expect, test, vi } from 'vitest'
import { type Company, followForCallBack, type News, SOUND_EVERY_MS } from './call-back'
import { fromBob, openConversation, ROOM } from '@/lib/client/testing/chat'
import { settled } from '@/lib/client/testing/fake-clock'

function setUp() {
  const chat = openConversation()
  let isAway = true
  let comeBack = () => {}
  let company: Company = 'alone'
  const shown = { title: [] as (News | undefined)[], badge: [] as unknown[], notify: [] as unknown[] }
  const sound = vi.fn<() => void>()
  followForCallBack({
    chat: chat.state,
    clock: chat.clock,
    page: {
      isAway: () => isAway,
      onReturn: (back) => {
        comeBack = back
        return () => {}
      },
    },
    outlets: {
      title: (news) => shown.title.push(news),
      badge: (news) => shown.badge.push(news),
      notify: (news) => shown.notify.push(news),
      sound,
    },
    company: () => Promise.resolve(company),
  })
  return {
    ...chat,
    shown,
    sound,
    receive: (seq: number) => chat.socket.publish('text_message_received', fromBob(seq, `secret ${seq}`)),
    look: () => {
      isAway = false
      comeBack()
    },
    with: (who: Company) => (company = who),
  }
}

test('a match calls a person who looks at something else', async () => {
  const { rest, next, socket, shown, sound } = setUp()
  rest()
  next()
  const match = { roomId: 'text_room_2', partnerId: 'eve', sharedInterests: [] }
  socket.publish('text_match_found', match)
  await settled()
  const news = { kind: 'somebody' }
  expect(shown).toEqual({ title: [news], badge: [news], notify: [news] })
  expect(sound).toHaveBeenCalledOnce()
})

test('messages are counted until one is back; then everything is as before', async () => {
  const { receive, look, shown, sound, clock } = setUp()
  receive(1)
  await settled()
  receive(2)
  await settled()
  expect(shown.title).toEqual([
    { kind: 'messages', count: 1 },
    { kind: 'messages', count: 2 },
  ])
  expect(sound).toHaveBeenCalledTimes(1)
  await clock.pass(SOUND_EVERY_MS)
  receive(3)
  await settled()
  expect(sound).toHaveBeenCalledTimes(2)
  look()
  expect([shown.title.at(-1), shown.badge.at(-1), shown.notify.at(-1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('no notification quotes a message', async () => {
  const { receive, shown } = setUp()
  receive(1)
  await settled()
  expect(JSON.stringify(shown)).not.toContain('secret')
})

test('a person who looks at the page is not called, and their own messages count as no news', async () => {
  const { receive, look, type, send, shown, sound } = setUp()
  type('mine')
  send()
  await settled()
  expect(shown.title).toEqual([])
  look()
  receive(1)
  await settled()
  expect(shown.title).toEqual([])
  expect(sound).not.toHaveBeenCalled()
})

test('a message that is here already is no news when it is repeated', async () => {
  const { receive, shown } = setUp()
  receive(1)
  receive(1)
  await settled()
  expect(shown.title).toHaveLength(1)
})

test('a second tab that is looked at keeps this one quiet', async () => {
  const { receive, shown, sound, ...chat } = setUp()
  chat.with('watched')
  receive(1)
  await settled()
  expect(shown.title).toEqual([{ kind: 'messages', count: 1 }, undefined])
  expect(sound).not.toHaveBeenCalled()
})

test('of two tabs in the background one calls', async () => {
  const { receive, shown, sound, ...chat } = setUp()
  chat.with('second')
  receive(1)
  await settled()
  expect(shown.title).toHaveLength(1)
  expect(shown.notify).toEqual([])
  expect(sound).not.toHaveBeenCalled()
})

test('a conversation that is over, or being reported, calls no one', async () => {
  const { receive, report, socket, shown } = setUp()
  receive(1)
  await settled()
  socket.publish('text_room_ended', { roomId: ROOM, reason: 'partner_left' })
  expect(shown.title.at(-1)).toBeUndefined()

  const other = setUp()
  other.report('spam', '')
  other.receive(1)
  await settled()
  expect(other.shown.title).toEqual([])
  expect(report).toBeDefined()
})
