import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPictures } from './pictures'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'pictures-'))))
afterAll(() => rm(folder, { recursive: true }))
const newPath = () => join(folder, randomUUID())

async function written(bytes: Uint8Array): Promise<string> {
  const path = newPath()
  await writeFile(path, bytes)
  return path
}
const square = (px: number) =>
  sharp({ create: { width: px, height: px, channels: 3, background: 'red' } })
    .png()
    .toBuffer()

/** A GIF of frames that are a point each, so that it is small whatever it declares. */
function animation(frames: number, width: number, height: number): Uint8Array {
  const [wide, high] = [width, height].map((px) => [px % 256, Math.floor(px / 256)])
  const head = [
    ...Buffer.from('GIF89a'),
    ...(wide ?? []),
    ...(high ?? []),
    0x80,
    0,
    0,
    0,
    0,
    0,
    255,
    255,
    255,
  ]
  const frame = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
  return Uint8Array.from([...head, ...Array.from({ length: frames }, () => frame).flat(), 0x3b])
}

test('one picture of a person is decoded at a time, and others do not wait for the rest', async () => {
  const pictures = createPictures()
  const [large, small] = [await written(await square(2_000)), await written(await square(10))]
  const done: string[] = []
  const rewritten = async (by: string, path: string) => {
    await pictures.rewrite(by, path, 'image/png', newPath)
    done.push(by)
  }
  await Promise.all([
    ...Array.from({ length: 3 }, () => rewritten('ann', large)),
    rewritten('bob', small),
    pictures
      .rewrite('ann', await written(Buffer.from('no picture')), 'image/png', newPath)
      .catch(() => undefined),
  ])
  expect(done.indexOf('bob')).toBeLessThan(2)
  expect(done).toHaveLength(4)
  await rewritten('ann', small)
})

test('an animation is refused by what it declares: by its frames, and by the pixels of all of them', async () => {
  const pictures = createPictures()
  const gif = async (...of: Parameters<typeof animation>) =>
    pictures.rewrite('ann', await written(animation(...of)), 'image/gif', newPath)
  expect(await gif(3, 20, 10)).toMatchObject({ width: 20, height: 10 })
  for (const [frames, px] of [
    [301, 2],
    [21, 1_000],
  ] as const)
    await expect(gif(frames, px, px)).rejects.toMatchObject({
      reason: 'UNSUPPORTED_MEDIA_TYPE',
      details: { description: expect.stringContaining('animation') as string },
    })
})
