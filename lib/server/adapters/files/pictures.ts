import type { Metadata, Sharp } from 'sharp'
import { type PictureType, THUMBNAIL_PX } from '@/lib/domain/conversations/attachment'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import { createFairQueue } from '@/lib/domain/fair-queue'
import type { UserId } from '@/lib/domain/ids'

interface Rewritten {
  readonly picture: string
  readonly thumbnail: string | null
  /** As it is shown. */
  readonly width: number
  readonly height: number
}

/** All frames of a picture together; more would take hundreds of megabytes to decode. */
const MAX_PIXELS = 50_000_000
const MAX_FRAMES = 300
/** Of an animation: writing its frames anew takes a processor a second for two to four million. */
const MAX_ANIMATED_PIXELS = 20_000_000
const MAX_SECONDS = 20
/** Decoded at once, and how many wait for that. */
const TURNS = { atOnce: 2, waiting: 50 }
/** How long a full line needs, roughly. */
const RETRY_AFTER_SECONDS = 10

/** Writes pictures anew with sharp, which is loaded with the first one: a process in which nobody sends any never has it. */
export function createPictures() {
  const turns = createFairQueue(TURNS)
  /** Of each person the newest picture, which the next one waits for: nobody has more than one decoded at a time. */
  const newest = new Map<UserId, Promise<void>>()

  async function inTurn<T>(by: UserId, job: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const refuse = () => reject(new DomainError('UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS }))
    turns.enter(by, { start: resolve, refuse })
    await promise
    try {
      return await job()
    } finally {
      turns.done()
    }
  }

  return {
    /**
     * @param by - whose it is: people take turns, however many pictures one of them has
     * @throws UNSUPPORTED_MEDIA_TYPE when it cannot be decoded or is too much of an animation, UNAVAILABLE when too many wait
     */
    async rewrite(by: UserId, path: string, type: PictureType, newPath: () => string): Promise<Rewritten> {
      const { promise: settled, resolve: settle } = Promise.withResolvers<void>()
      const before = newest.get(by)
      newest.set(by, settled)
      await before
      try {
        return await inTurn(by, () => rewrite(path, type, newPath))
      } finally {
        settle()
        if (newest.get(by) === settled) newest.delete(by)
      }
    },
  }
}

async function rewrite(path: string, type: PictureType, newPath: () => string): Promise<Rewritten> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  const animated = type === 'image/gif' || type === 'image/webp'
  const options = { animated, limitInputPixels: MAX_PIXELS, failOn: 'error' } as const
  const [picture, thumbnail] = [newPath(), newPath()]
  try {
    const known = await sharp(path, options).metadata()
    if (isTooLong(known)) throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { description: TOO_LONG })
    // What a camera noted, its direction apart, which is applied, is left out by not being kept.
    const whole = sharp(path, options).autoOrient().timeout({ seconds: MAX_SECONDS })
    const { width, height, pageHeight } = await encoded(whole, type, (known.pages ?? 1) > 1).toFile(picture)
    const size = { width, height: pageHeight ?? height }
    if (Math.max(size.width, size.height) <= THUMBNAIL_PX) return { picture, thumbnail: null, ...size }
    await sharp(picture, { limitInputPixels: MAX_PIXELS })
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside' })
      .webp({ quality: 75 })
      .timeout({ seconds: MAX_SECONDS })
      .toFile(thumbnail)
    return { picture, thumbnail, ...size }
  } catch (error) {
    if (isDomainError(error)) throw error
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { description: 'This picture cannot be read' })
  }
}

const TOO_LONG = `This animation is too large: at most ${MAX_FRAMES} frames, and ${MAX_ANIMATED_PIXELS / 1_000_000} million pixels in all of them`

/** By what the file declares, before anything of it is decoded; an animation declares the height of one frame as well. */
function isTooLong({ pages = 1, width, height, pageHeight = height }: Metadata): boolean {
  return pages > 1 && (pages > MAX_FRAMES || pages * width * pageHeight > MAX_ANIMATED_PIXELS)
}

/** Little effort for what has many frames: more takes twice as long for a few percent. */
function encoded(picture: Sharp, type: PictureType, isAnimation: boolean): Sharp {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 88, mozjpeg: false })
    case 'image/png':
      return picture.png()
    case 'image/webp':
      return picture.webp({ quality: 88, effort: isAnimation ? 1 : 4 })
    case 'image/gif':
      return picture.gif({ effort: 3 })
  }
}
