interface Picture extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  readonly requestPictureInPicture?: () => Promise<unknown>
}

interface Page {
  readonly pictureInPictureEnabled?: boolean
  readonly pictureInPictureElement?: unknown
  readonly exitPictureInPicture?: () => Promise<void>
}

/** `refused`: no tap before it, no picture yet, or another window has it. */
export type PictureOutcome = 'opened' | 'closed' | 'refused' | 'unsupported'

/**
 * Shows a video element in a small window above the others.
 *
 * @param onChange - it was opened or closed, by the person or by the browser.
 * @see W3C "Picture-in-Picture"
 */
export function createPictureInPicture(video: Picture, page: Page, onChange: (isOpen: boolean) => void) {
  const isSupported = page.pictureInPictureEnabled === true && video.requestPictureInPicture !== undefined
  const isOpen = () => page.pictureInPictureElement === video
  const handleEnter = () => onChange(true)
  const handleLeave = () => onChange(false)
  video.addEventListener('enterpictureinpicture', handleEnter)
  video.addEventListener('leavepictureinpicture', handleLeave)

  const open = async (): Promise<PictureOutcome> => {
    if (!isSupported) return 'unsupported'
    try {
      await video.requestPictureInPicture?.()
      return 'opened'
    } catch (error) {
      console.debug('The picture stays in the page.', error)
      return 'refused'
    }
  }
  const close = async (): Promise<PictureOutcome> => {
    if (isOpen()) await page.exitPictureInPicture?.()
    return 'closed'
  }
  return {
    isSupported,
    isOpen,
    /** Call these from a tap: browsers refuse it otherwise. */
    open,
    close,
    toggle: () => (isOpen() ? close() : open()),
    /** Closes it and stops listening, with the session. */
    async end(): Promise<void> {
      video.removeEventListener('enterpictureinpicture', handleEnter)
      video.removeEventListener('leavepictureinpicture', handleLeave)
      await close()
    },
  }
}
