import { expect, test, vi } from 'vitest'
import { createUpload, uploadFile } from './upload'
import { type FileRef, UploadFailed } from './upload-request'

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

const LARGE = new File([new Uint8Array(1_000_000)], 'film.mp4', { type: 'video/mp4' })
const state = (offset: number, file: FileRef | null = null) => ({
  success: true,
  data: { uploadId: 'u1', size: LARGE.size, offset, expiresAt: '2026-12-01T00:00:00.000Z', file },
})

test('a large file goes in parts that grow, and its name with the first request', async () => {
  const { upload, last } = world()
  const arrived: [string, number][] = []
  const uploading = upload('c1', LARGE, { onArrived: (id, share) => arrived.push([id, share]) })
  const begun = await last(1)
  expect(begun.opened).toBe('POST /api/v1/uploads')
  expect(JSON.parse(String(begun.sent))).toEqual({ conversationId: 'c1', name: 'film.mp4', size: 1_000_000 })
  begun.answer(state(0))
  const first = await last(2)
  expect([first.opened, (first.sent as Blob).size]).toEqual(['PUT /api/v1/uploads/u1?offset=0', 250_000])
  first.answer(state(250_000))
  const second = await last(3)
  expect([second.opened, (second.sent as Blob).size]).toEqual([
    'PUT /api/v1/uploads/u1?offset=250000',
    500_000,
  ])
  second.answer(state(750_000))
  ;(await last(4)).answer(state(1_000_000, REF))
  expect(await uploading).toEqual(REF)
  expect(arrived).toEqual([
    ['u1', 0],
    ['u1', 0.25],
    ['u1', 0.75],
  ])
})

test('where the line breaks off it goes on from what has arrived, with a smaller part', async () => {
  const { upload, last, wait } = world()
  const uploading = upload('c1', LARGE)
  ;(await last(1)).answer(state(0))
  ;(await last(2)).answer(state(250_000))
  ;(await last(3)).dispatchEvent(new Event('error'))
  const asked = await last(4)
  expect(asked.opened).toBe('GET /api/v1/uploads/u1')
  asked.dispatchEvent(new Event('error'))
  ;(await last(5)).answer(state(250_000))
  const again = await last(6)
  expect([again.opened, (again.sent as Blob).size]).toEqual(['PUT /api/v1/uploads/u1?offset=250000', 250_000])
  again.answer(state(1_000_000, REF))
  expect(await uploading).toEqual(REF)
  expect(wait.mock.calls).toEqual([[1_000], [2_000]])
})

test('an upload of an earlier page goes on; one that is gone is begun anew, once', async () => {
  const { upload, last } = world()
  const first = upload('c1', LARGE, { resume: 'u1' })
  const asked = await last(1)
  expect(asked.opened).toBe('GET /api/v1/uploads/u1')
  asked.answer(state(750_000))
  expect((await last(2)).opened).toBe('PUT /api/v1/uploads/u1?offset=750000')
  ;(await last(2)).answer(state(1_000_000, REF))
  expect(await first).toEqual(REF)

  const second = upload('c1', LARGE, { resume: 'u0' }).catch((error: unknown) => error)
  ;(await last(3)).answer(refusal(9002))
  expect((await last(4)).opened).toBe('POST /api/v1/uploads')
  ;(await last(4)).answer(state(0))
  ;(await last(5)).answer(refusal(9002))
  expect(await second).toMatchObject({ failure: { code: 9002 } })
})

test('who never comes back into reach is told so at last, and a refusal is final', async () => {
  const { upload, last, requests, wait } = world()
  const lost = upload('c1', LARGE).catch((error: unknown) => error)
  for (let count = 1; count <= 13; count++) (await last(count)).dispatchEvent(new Event('error'))
  expect(await lost).toMatchObject({ failure: { offline: true } })
  expect(wait).toHaveBeenCalledTimes(12)
  const refused = upload('c1', LARGE).catch((error: unknown) => error)
  ;(await last(14)).answer(refusal(5007))
  expect(await refused).toMatchObject({ failure: { code: 5007 } })
  expect(requests).toHaveLength(14)
})
