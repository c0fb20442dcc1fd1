import { expect, test } from 'vitest'
import { createPictureInPicture } from './picture-in-picture'

function setUp({ enabled = true, refuses = false } = {}) {
  const page = {
    pictureInPictureEnabled: enabled,
    pictureInPictureElement: null as unknown,
    exitPictureInPicture: () => {
      page.pictureInPictureElement = null
      video.dispatchEvent(new Event('leavepictureinpicture'))
      return Promise.resolve()
    },
  }
  const video = Object.assign(new EventTarget(), {
    requestPictureInPicture: () => {
      if (refuses) return Promise.reject(new DOMException('no tap', 'NotAllowedError'))
      page.pictureInPictureElement = video
      video.dispatchEvent(new Event('enterpictureinpicture'))
      return Promise.resolve()
    },
  })
  const changes: boolean[] = []
  const picture = createPictureInPicture(video, page, (isOpen) => changes.push(isOpen))
  return { page, picture, changes }
}

test('the picture is opened and closed by the same tap', async () => {
  const { picture, changes } = setUp()
  expect(await picture.toggle()).toBe('opened')
  expect(picture.isOpen()).toBe(true)
  expect(await picture.toggle()).toBe('closed')
  expect(changes).toEqual([true, false])
})

test('the window is closed with the session, which learns of nothing any more', async () => {
  const { picture, changes, page } = setUp()
  await picture.open()
  await picture.end()
  expect(page.pictureInPictureElement).toBeNull()
  expect(changes).toEqual([true])
})

test('a window that shows something else is not closed', async () => {
  const { picture, page } = setUp()
  page.pictureInPictureElement = 'another video'
  await picture.end()
  expect(page.pictureInPictureElement).toBe('another video')
})

test.each([
  { what: 'a browser that refuses', options: { refuses: true }, outcome: 'refused', isSupported: true },
  { what: 'a browser without it', options: { enabled: false }, outcome: 'unsupported', isSupported: false },
])('$what leaves the picture in the page', async ({ options, outcome, isSupported }) => {
  const { picture } = setUp(options)
  expect([await picture.open(), picture.isSupported, picture.isOpen()]).toEqual([outcome, isSupported, false])
})
