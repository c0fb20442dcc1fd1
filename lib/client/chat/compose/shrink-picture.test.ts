import { expect, test } from 'vitest'
import { fit, shrink } from './shrink-picture'
import { MAX_MEDIA_BYTES } from '@/lib/domain/text'

/** A picture whose encoding takes this many bytes a pixel at full quality. */
function picture(width: number, height: number, density: number, types = ['image/webp', 'image/jpeg']) {
  return {
    width,
    height,
    encode: (size: { width: number; height: number }, wanted: string, quality: number) =>
      Promise.resolve({
        // A browser that cannot write a type writes PNG.
        type: types.includes(wanted) ? wanted : 'image/png',
        size: size.width * size.height * density * quality,
        dimensions: size,
      }),
  }
}

test.each([
  { width: 4_000, height: 3_000, side: 1_280, becomes: { width: 1_280, height: 960 } },
  { width: 3_000, height: 4_000, side: 1_280, becomes: { width: 960, height: 1_280 } },
  { width: 200, height: 100, side: 1_280, becomes: { width: 200, height: 100 } },
  { width: 20_000, height: 2, side: 1_280, becomes: { width: 1_280, height: 1 } },
])('$width × $height fits into $side', ({ width, height, side, becomes }) => {
  expect(fit({ width, height }, side)).toEqual(becomes)
})

test.each([0.05, 0.2, 1, 3])(
  'whatever the picture (%s bytes a pixel), it fits into a message',
  async (density) => {
    const made = await shrink(picture(4_000, 3_000, density))
    expect(made?.size).toBeLessThanOrEqual(MAX_MEDIA_BYTES)
    expect(made?.type).toBe('image/webp')
  },
)

test('the largest size that fits is taken', async () => {
  expect((await shrink(picture(4_000, 3_000, 0.01)))?.dimensions).toEqual({ width: 1_280, height: 960 })
})

test('a browser that writes no WebP makes JPEG', async () => {
  expect((await shrink(picture(800, 600, 0.1, ['image/jpeg'])))?.type).toBe('image/jpeg')
})

test('a browser that writes neither format makes nothing', async () => {
  expect(await shrink(picture(800, 600, 0.1, []))).toBeUndefined()
})
