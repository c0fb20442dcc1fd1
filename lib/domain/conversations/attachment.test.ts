import { expect, test } from 'vitest'
import { isHeic, keptType, mayUpload, nameAs, UPLOAD_BOUNDS } from './attachment'

test.each([
  { shown: 'image/png', isText: false, kept: 'image/png' },
  { shown: 'application/pdf', isText: false, kept: 'application/pdf' },
  { shown: 'audio/ogg; codecs=opus', isText: false, kept: 'audio/ogg' },
  { shown: undefined, isText: true, kept: 'text/plain' },
  { shown: 'application/xml', isText: true, kept: 'text/plain' },
  { shown: 'image/avif', isText: false, kept: 'image/webp' },
  { shown: 'image/heic', isText: false, kept: undefined },
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

test.each([
  ['image/heic', true],
  ['image/heif', true],
  ['image/heic-sequence', true],
  ['image/avif', false],
  [undefined, false],
])('%s is HEIC: %s', (shown, is) => {
  expect(isHeic(shown)).toBe(is)
})

test.each([
  ['a.AVIF', 'image/webp', 'a.webp'],
  ['a.avif', 'text/plain', 'a.avif'],
  ['a.avif.png', 'image/webp', 'a.avif.png'],
])('%s that is kept as %s is called %s', (name, type, called) => {
  expect(nameAs(name, type)).toBe(called)
})
