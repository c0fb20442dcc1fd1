import { expect, test } from 'vitest'
import { keptType, mayUpload, UPLOAD_BOUNDS } from './attachment'

test.each([
  { shown: 'image/png', isText: false, kept: 'image/png' },
  { shown: 'application/pdf', isText: false, kept: 'application/pdf' },
  { shown: 'audio/ogg; codecs=opus', isText: false, kept: 'audio/ogg' },
  { shown: undefined, isText: true, kept: 'text/plain' },
  { shown: 'application/xml', isText: true, kept: 'text/plain' },
  { shown: 'image/svg+xml', isText: true, kept: undefined },
  { shown: 'text/html', isText: true, kept: undefined },
  { shown: 'application/x-msdownload', isText: false, kept: undefined },
  { shown: undefined, isText: false, kept: undefined },
])('$shown (text: $isText) is kept as $kept', ({ shown, isText, kept }) => {
  expect(keptType(shown, isText)).toBe(kept)
})

const { bytes, unattached } = UPLOAD_BOUNDS
test.each([
  { usage: { bytes: bytes - 10, unattached: unattached - 1 }, may: true },
  { usage: { bytes: bytes - 9, unattached: 0 }, may: false },
  { usage: { bytes: 0, unattached }, may: false },
])('ten bytes after $usage.bytes, with $usage.unattached files waiting: $may', ({ usage, may }) => {
  expect(mayUpload(usage, 10)).toBe(may)
})
