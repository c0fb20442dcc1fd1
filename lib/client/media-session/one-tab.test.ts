import { expect, test } from 'vitest'
import { settled } from '@/lib/client/testing/fake-clock'
import { createOneTab } from './one-tab'

interface Request {
  readonly run: (lock: object | null) => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** One lock, as browsers keep it for all tabs of an origin. */
function createLocks() {
  let holder: Request | undefined
  const queue: Request[] = []
  const next = () => {
    holder = queue.shift()
    if (holder) grant(holder)
  }
  const grant = (request: Request) => {
    holder = request
    void Promise.resolve(request.run({})).then((value) => {
      request.resolve(value)
      if (holder === request) next()
    })
  }
  const request = (_: string, options: LockOptions, run: Request['run']) =>
    new Promise((resolve, reject) => {
      const asked = { run, resolve, reject }
      options.signal?.addEventListener('abort', () => {
        const at = queue.indexOf(asked)
        if (at >= 0) queue.splice(at, 1)
        reject(new DOMException('not waited for', 'AbortError'))
      })
      if (options.steal) {
        holder?.reject(new DOMException('stolen', 'AbortError'))
        grant(asked)
      } else if (!holder) grant(asked)
      else if (options.ifAvailable) void Promise.resolve(run(null)).then(resolve)
      else queue.push(asked)
    })
  return { request } as unknown as LockManager
}

function openTabs() {
  const locks = createLocks()
  const channels: EventTarget[] = []
  return () => {
    const own = new EventTarget()
    channels.push(own)
    const postMessage = () => {
      for (const other of channels) if (other !== own) other.dispatchEvent(new Event('message'))
    }
    const news: unknown[] = []
    const tab = createOneTab(locks, Object.assign(own, { postMessage }))
    tab.onAsked(() => news.push('asked'))
    return { tab, news, claim: () => tab.claim((isMine) => news.push(isMine)) }
  }
}

test('the first tab has them, a second one does not, and the first learns that it came', async () => {
  const open = openTabs()
  const [first, second] = [open(), open()]
  first.claim()
  await settled()
  second.claim()
  await settled()
  expect([first.news, second.news]).toEqual([[true, 'asked'], [false]])
})

test('a tab that waits has them when the other one gives them back', async () => {
  const open = openTabs()
  const [first, second] = [open(), open()]
  first.claim()
  second.claim()
  await settled()
  first.tab.release()
  await settled()
  expect(second.news).toEqual([false, true])
})

test('a tab takes them, the other one gets them back when that is done', async () => {
  const open = openTabs()
  const [first, second] = [open(), open()]
  first.claim()
  second.claim()
  await settled()
  second.tab.take()
  await settled()
  expect([first.news.at(-1), second.news]).toEqual([false, [false, true]])
  second.tab.release()
  await settled()
  expect(first.news.at(-1)).toBe(true)
})

test('what was given back can be claimed anew, and nothing of the first time follows', async () => {
  const { claim, tab, news } = openTabs()()
  claim()
  await settled()
  tab.release()
  claim()
  await settled()
  expect(news).toEqual([true, true])
})

test('a page that may not have locks has its own', async () => {
  const news: boolean[] = []
  const request = () => Promise.reject(new DOMException('no locks here', 'SecurityError'))
  const channel = { postMessage: () => undefined, addEventListener: () => undefined }
  createOneTab({ request } as unknown as LockManager, channel).claim((isMine) => news.push(isMine))
  await settled()
  expect(news).toEqual([true])
})

test('without locks every tab has its own', () => {
  const news: boolean[] = []
  const channel = { postMessage: () => undefined, addEventListener: () => undefined }
  createOneTab(null, channel).claim((isMine) => news.push(isMine))
  expect(news).toEqual([true])
})
