import { expect, test, vi } from 'vitest'
import { createWakeLock } from './wake-lock'

function setUp({ refuses = false } = {}) {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const held: { release: () => Promise<void>; drop: () => void }[] = []
  const request = vi.fn<() => Promise<Held>>(() => {
    if (refuses) return Promise.reject(new DOMException('battery', 'NotAllowedError'))
    return Promise.resolve(createHeld())
  })
  function createHeld() {
    const target = new EventTarget()
    const drop = () => {
      held.splice(held.indexOf(lock), 1)
      target.dispatchEvent(new Event('release'))
    }
    const release = () => Promise.resolve(drop())
    const lock = { release, drop }
    held.push(lock)
    const addEventListener = (type: 'release', listener: () => void) =>
      target.addEventListener(type, listener)
    return { release, addEventListener }
  }
  type Held = ReturnType<typeof createHeld>
  return {
    lock: createWakeLock({ locks: { request }, page }),
    held,
    request,
    turn: async (visibilityState: DocumentVisibilityState) => {
      page.visibilityState = visibilityState
      if (visibilityState === 'hidden') held.at(0)?.drop() // As browsers do.
      page.dispatchEvent(new Event('visibilitychange'))
      await Promise.resolve()
    },
  }
}

test('the screen stays on from hold to release', async () => {
  const { lock, held } = setUp()
  await lock.hold()
  expect(held).toHaveLength(1)
  await lock.release()
  expect(held).toHaveLength(0)
})

test('a lock that the browser released with the page is requested again when the page is visible', async () => {
  const { lock, held, turn } = setUp()
  await lock.hold()
  await turn('hidden')
  expect(held).toHaveLength(0)
  await turn('visible')
  expect(held).toHaveLength(1)
})

test('after the end a visible page requests nothing', async () => {
  const { lock, request, turn } = setUp()
  await lock.hold()
  await lock.release()
  await turn('visible')
  expect(request).toHaveBeenCalledOnce()
})

test('a session that ends while the lock is being requested leaves none behind', async () => {
  const { lock, held } = setUp()
  const holding = lock.hold()
  await lock.release()
  await holding
  expect(held).toHaveLength(0)
})

test('a refused lock is no failure, and is requested again with the next look at the page', async () => {
  const { lock, request, turn } = setUp({ refuses: true })
  await lock.hold()
  await turn('visible')
  expect(request).toHaveBeenCalledTimes(2)
})

test('a browser without locks has nothing to hold', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  const lock = createWakeLock({ locks: undefined, page })
  await lock.hold()
  await lock.release()
  expect(lock.isSupported).toBe(false)
})
