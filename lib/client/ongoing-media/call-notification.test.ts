import { expect, test, vi } from 'vitest'
import { createCallNotification } from './call-notification'
import type { NotificationAccess, Posted } from '@/lib/client/browser/notifications'
import type { OngoingAction } from '@/lib/client/pwa/ongoing-message'

const WORDS = { title: 'Voice', body: 'Tap to return', lang: 'en', mute: 'Mute', leave: 'Leave' }
const SESSION = { sessionId: 's1', path: '/voice' }

function setUp(access: NotificationAccess, answer: NotificationAccess = access) {
  let now = access
  const shown = new Map<string, Posted>()
  const messages = new EventTarget()
  const actions: OngoingAction[] = []
  const ask = vi.fn<() => Promise<NotificationAccess>>(() => Promise.resolve((now = answer)))
  const notifications = {
    access: () => now,
    ask,
    post: (posted: Posted) => {
      shown.set(posted.tag, posted)
      return Promise.resolve('posted' as const)
    },
    close: (tag: string) => Promise.resolve(void shown.delete(tag)),
  }
  const onAction = (action: OngoingAction) => actions.push(action)
  const notification = createCallNotification({ notifications, messages, session: SESSION, onAction })
  const tap = (sessionId: string, action: OngoingAction) =>
    messages.dispatchEvent(
      new MessageEvent('message', { data: { type: 'ONGOING_ACTION', sessionId, action } }),
    )
  return { notification, shown, ask, actions, tap, messages }
}

test('one that is allowed stays, with two buttons, and makes no sound', async () => {
  const { notification, shown, ask } = setUp('granted')
  await notification.show(WORDS)
  expect([...shown.values()]).toEqual([
    {
      title: 'Voice',
      body: 'Tap to return',
      lang: 'en',
      tag: 'omegoo.ongoing',
      silent: true,
      requireInteraction: true,
      actions: [
        { action: 'mute', title: 'Mute' },
        { action: 'leave', title: 'Leave' },
      ],
      data: { kind: 'ongoing-session', ...SESSION },
    },
  ])
  expect(ask).not.toHaveBeenCalled()
})

test('nothing is asked and nothing is shown without a tap', async () => {
  const { notification, shown, ask } = setUp('ask', 'granted')
  await notification.show(WORDS)
  expect([shown.size, ask.mock.calls.length]).toEqual([0, 0])
  expect(await notification.ask(WORDS)).toBe('granted')
  expect(shown.size).toBe(1)
})

test('a person who refuses is shown nothing', async () => {
  const { notification, shown } = setUp('ask', 'blocked')
  expect(await notification.ask(WORDS)).toBe('blocked')
  expect(shown.size).toBe(0)
})

test('a later text replaces the earlier one', async () => {
  const { notification, shown } = setUp('granted')
  await notification.show(WORDS)
  await notification.show({ ...WORDS, mute: 'Unmute' })
  expect([...shown.values()].map(({ actions }) => actions?.[0]?.title)).toEqual(['Unmute'])
})

test('its buttons act on their own session alone', () => {
  const { actions, tap, messages } = setUp('granted')
  tap('s1', 'mute')
  tap('s2', 'leave')
  messages.dispatchEvent(new MessageEvent('message', { data: { meta: 'workbox' } }))
  expect(actions).toEqual(['mute'])
})

test('it is closed at the end, and its buttons do nothing any more', async () => {
  const { notification, shown, actions, tap } = setUp('granted')
  await notification.show(WORDS)
  await notification.end()
  tap('s1', 'leave')
  expect([shown.size, actions]).toEqual([0, []])
})

test('a session that ends while it is being shown leaves none behind', async () => {
  const { notification, shown } = setUp('granted')
  const showing = notification.show(WORDS)
  await notification.end()
  await showing
  expect(shown.size).toBe(0)
})
