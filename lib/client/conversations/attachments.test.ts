import { expect, test } from 'vitest'
import { attachmentsOf } from './attachments'

test('pictures and files of this site are shown, anything else is left out', () => {
  const picture = {
    name: 'a.png',
    url: '/api/v1/files/1',
    type: 'image/png',
    thumbnailUrl: '/api/v1/files/1/thumbnail',
  }
  const drawing = { name: 'a.svg', url: '/api/v1/files/2', type: 'image/svg+xml' }
  const foreign = ['https://elsewhere.example/x', '//elsewhere.example/x', '/\\elsewhere', 'javascript:x', 1]
  const attachments = [picture, drawing, null, 'text', {}, ...foreign.map((url) => ({ ...drawing, url }))]
  expect(attachmentsOf({ attachments })).toEqual([
    { name: 'a.png', url: picture.url, isPicture: true, thumbnailUrl: picture.thumbnailUrl },
    { name: 'a.svg', url: drawing.url, isPicture: false, thumbnailUrl: drawing.url },
  ])
})

test('a preview from elsewhere is not fetched', () => {
  const file = { name: 'a.png', url: '/f', type: 'image/png', thumbnailUrl: 'https://elsewhere.example/x' }
  expect(attachmentsOf({ attachments: [file] })).toMatchObject([{ thumbnailUrl: '/f' }])
})

test.each([
  { size: { width: 1_600, height: 1_200 }, shown: { width: 320, height: 240 } },
  { size: { width: 300, height: 1_200 }, shown: { width: 60, height: 240 } },
  { size: { width: 4_000, height: 1 }, shown: { width: 320, height: 1 } },
  { size: { width: 40, height: 30 }, shown: { width: 40, height: 30 } },
  { size: { width: 0, height: 30 }, shown: undefined },
  { size: { width: '40', height: 30 }, shown: undefined },
  { size: {}, shown: undefined },
])('a picture of $size has room of $shown before it is loaded', ({ size, shown }) => {
  const file = { name: 'a.png', url: '/f', type: 'image/png', ...size }
  expect(attachmentsOf({ attachments: [file] })[0]?.shown).toEqual(shown)
})
