import type { Sharp } from 'sharp'
import { type PictureType, THUMBNAIL_PX } from '@/lib/domain/conversations/attachment'
import { DomainError } from '@/lib/domain/errors'
import { createFairQueue } from '@/lib/domain/fair-queue'

interface Rewritten {
  readonly picture: string
  readonly thumbnail: string | null
  /** As it is shown. */
  readonly width: number
  readonly height: number
}

/** All frames of a picture together; more would take hundreds of megabytes to decode. */
const MAX_PIXELS = 50_000_000
const MAX_FRAMES = 500
const MAX_SECONDS = 20
/** Decoded at once, and how many wait for that. */
const TURNS = { atOnce: 2, waiting: 50 }
/** How long a full line needs, roughly. */
const RETRY_AFTER_SECONDS = 10

/** Writes pictures anew with sharp, which is loaded with the first one: a process in which nobody sends any never has it. */
export function createPictures() {
  const turns = createFairQueue(TURNS)
  return {
    /** @throws UNSUPPORTED_MEDIA_TYPE when it cannot be decoded, UNAVAILABLE when too many wait */
    async rewrite(path: string, type: PictureType, newPath: () => string): Promise<Rewritten> {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const refuse = () => reject(new DomainError('UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS }))
      turns.enter('', { start: resolve, refuse })
      await promise
      try {
        return await rewrite(path, type, newPath)
      } finally {
        turns.done()
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
    const { pages = 1 } = await sharp(path, options).metadata()
    if (pages > MAX_FRAMES) throw new Error('too many frames')
    // What a camera noted, its direction apart, which is applied, is left out by not being kept.
    const whole = sharp(path, options).autoOrient().timeout({ seconds: MAX_SECONDS })
    const { width, height, pageHeight } = await encoded(whole, type).toFile(picture)
    const size = { width, height: pageHeight ?? height }
    if (Math.max(size.width, size.height) <= THUMBNAIL_PX) return { picture, thumbnail: null, ...size }
    await sharp(picture, { limitInputPixels: MAX_PIXELS })
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside' })
      .webp({ quality: 75 })
      .timeout({ seconds: MAX_SECONDS })
      .toFile(thumbnail)
    return { picture, thumbnail, ...size }
  } catch {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { description: 'This picture cannot be read' })
  }
}

function encoded(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 88, mozjpeg: false })
    case 'image/png':
      return picture.png()
    case 'image/webp':
      return picture.webp({ quality: 88 })
    case 'image/gif':
      return picture.gif()
  }
}
