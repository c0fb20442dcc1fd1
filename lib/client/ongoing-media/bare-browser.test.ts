import { expect, test, vi } from 'vitest'
import { browserCallNotification } from './call-notification'
import { browserMediaSession } from './media-session'
import { browserWakeLock } from './wake-lock'

test('a browser that has none of these goes on with the session all the same', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('window', { isSecureContext: false })
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('document', page)
  const nothing = () => {}

  const wakeLock = browserWakeLock()
  const keys = browserMediaSession('Voice', 'Omegoo', {
    setMuted: nothing,
    setCameraOn: nothing,
    hangUp: nothing,
  })
  const notification = browserCallNotification({
    session: { sessionId: 's1', path: '/voice' },
    onAction: nothing,
  })
  await wakeLock.hold()
  keys.start({ isMuted: false })
  const words = { title: 'Voice', body: 'Back', lang: 'en', mute: 'Mute', leave: 'Leave' }

  expect(await notification.ask(words)).toBe('insecure')
  await notification.end()
  keys.end()
  await wakeLock.release()
  expect([wakeLock.isSupported, keys.isSupported, notification.access()]).toEqual([false, false, 'insecure'])
})
