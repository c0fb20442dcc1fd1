import { expect, test, vi } from 'vitest'
import { createUpload, type FileRef, uploadFile, UploadFailed } from './upload'

const REF: FileRef = {
  fileId: 'one',
  name: 'Größe.txt',
  size: 5,
  type: 'text/plain',
  url: '/api/v1/files/one',
}
const FILE = new File(['hello'], 'Größe.txt', { type: 'text/plain' })

/** A request that does what the test says. */
class FakeRequest extends EventTarget {
  readonly upload = new EventTarget() as XMLHttpRequestUpload
  readonly headers: Record<string, string> = {}
  responseType: XMLHttpRequestResponseType = ''
  response: unknown = null
  opened = ''
  sent: unknown
  open = (method: string, url: string | URL) => void (this.opened = `${method} ${String(url)}`)
  setRequestHeader = (name: string, value: string) => void (this.headers[name] = value)
  getResponseHeader = () => null
  send = (body?: unknown) => void (this.sent = body)
  abort = () => void this.dispatchEvent(new Event('abort'))
  answer(response: unknown) {
    this.response = response
    this.dispatchEvent(new Event('load'))
  }
}

function world() {
  const requests: FakeRequest[] = []
  const wait = vi.fn<(ms: number) => Promise<void>>(async () => undefined)
  const upload = createUpload({
    wait,
    newRequest: () => {
      const request = new FakeRequest()
      requests.push(request)
      return request
    },
  })
  const last = async (count: number): Promise<FakeRequest> => {
    await vi.waitFor(() => expect(requests).toHaveLength(count), { interval: 1 })
    return requests.at(-1) as FakeRequest
  }
  return { upload, last, requests, wait }
}
const refusal = (code: number) => ({ success: false, error: { code, message: 'X', description: 'no' } })

test('a file is sent as it is, with its name, and the answer is what messages have', async () => {
  const { upload, last } = world()
  const progress: number[] = []
  const uploading = upload('chat:a:b', FILE, { onProgress: (share) => progress.push(share) })
  const request = await last(1)
  request.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 2, total: 5 }))
  request.answer({ success: true, data: REF })
  expect(await uploading).toEqual(REF)
  expect(progress).toEqual([0.4])
  expect(request.opened).toBe('POST /api/v1/files?conversationId=chat%3Aa%3Ab')
  expect(request.headers).toMatchObject({
    'Content-Type': 'text/plain',
    'X-File-Name': 'Gr%C3%B6%C3%9Fe.txt',
  })
  expect(request.sent).toBe(FILE)
})

test('a line that breaks off, and a server that is busy, are tried again after a while', async () => {
  const { upload, last, wait } = world()
  const uploading = upload('1', FILE)
  ;(await last(1)).dispatchEvent(new Event('error'))
  ;(await last(2)).answer(refusal(9007))
  ;(await last(3)).answer({ success: true, data: REF })
  expect(await uploading).toEqual(REF)
  expect(wait.mock.calls).toEqual([[1_000], [3_000]])
})

test('a third break is the last one', async () => {
  const { upload, last } = world()
  const failed = upload('1', FILE).catch((error: unknown) => error)
  for (const count of [1, 2, 3]) (await last(count)).dispatchEvent(new Event('error'))
  expect(await failed).toMatchObject({ failure: { offline: true } })
})

test('a refusal is final and says why', async () => {
  const { upload, last, requests } = world()
  const failed = upload('1', FILE).catch((error: unknown) => error)
  ;(await last(1)).answer(refusal(9004))
  expect(await failed).toMatchObject({ code: 'UPLOAD_FAILED', failure: { code: 9004 } })
  expect(requests).toHaveLength(1)
})

test('cancelling ends the request, and one that waits to be tried again', async () => {
  const { upload, last, requests, wait } = world()
  const first = new AbortController()
  const cancelled = upload('1', FILE, { signal: first.signal }).catch((error: unknown) => error)
  await last(1)
  first.abort()
  expect(await cancelled).toMatchObject({ failure: { cancelled: true } })

  const second = new AbortController()
  wait.mockImplementation(async () => second.abort())
  const waiting = upload('1', FILE, { signal: second.signal })
  ;(await last(2)).dispatchEvent(new Event('error'))
  await expect(waiting).rejects.toBeInstanceOf(UploadFailed)
  expect(requests).toHaveLength(2)
})

test('a page uploads by the browser’s own request', async () => {
  const request = new FakeRequest()
  vi.stubGlobal('XMLHttpRequest', function () {
    return request
  })
  const uploading = uploadFile('1', FILE)
  request.answer({ success: true, data: REF })
  expect(await uploading).toEqual(REF)
  vi.unstubAllGlobals()
})
