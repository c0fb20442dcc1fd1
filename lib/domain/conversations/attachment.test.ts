import { expect, test } from 'vitest'
import {
  isHeic,
  keptType,
  mayUpload,
  nameAs,
  UPLOAD_BOUNDS,
  isPart,
  mayBegin,
  PART_BOUNDS,
} from './attachment'

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

const { least, open } = PART_BOUNDS
test.each([
  { size: least, received: 0, whole: 10 * least, is: true },
  { size: least - 1, received: 0, whole: 10 * least, is: false },
  { size: 1, received: 9, whole: 10, is: true },
  { size: 2, received: 9, whole: 10, is: false },
  { size: 0, received: 10, whole: 10, is: false },
])('$size bytes after $received of $whole are a part: $is', ({ size, received, whole, is }) => {
  expect(isPart(size, { received, whole })).toBe(is)
})

test.each([
  { begun: { count: open - 1, bytes: 0 }, may: true },
  { begun: { count: open, bytes: 0 }, may: false },
  { begun: { count: 0, bytes: bytes - 9 }, may: false },
])('with $begun.count uploads begun, of $begun.bytes bytes, another begins: $may', ({ begun, may }) => {
  expect(mayBegin({ bytes: 0, unattached: 0 }, begun, 10)).toBe(may)
})
