import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveCsv } from '@/lib/client/admin/csv'
import { saveFile, saveText } from './save-file'

const link = { href: '', download: '', click: vi.fn<() => void>() }
const [create, revoke] = [vi.fn<() => string>(() => 'blob:1'), vi.fn<() => void>()]
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { createElement: () => link })
  vi.spyOn(URL, 'createObjectURL').mockImplementation(create)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.clearAllMocks()
})

test.each([
  ['a.txt', () => saveText('a.txt', 'text', 'text/plain')],
  ['a.json', () => saveFile('a.json', {})],
  ['a.csv', () => saveCsv('a', { columns: ['a'], rows: [] })],
])('the address of %s stays until the download has begun', (name, save) => {
  save()
  expect([link.click.mock.calls.length, link.href, link.download]).toEqual([1, 'blob:1', name])
  vi.advanceTimersByTime(30_000)
  expect(revoke).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(revoke).toHaveBeenCalledWith('blob:1')
})
