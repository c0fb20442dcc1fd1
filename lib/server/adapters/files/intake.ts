import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import { isHeic, isPicture, keptType } from '@/lib/domain/conversations/attachment'
import { DomainError } from '@/lib/domain/errors'
import type { UserId } from '@/lib/domain/ids'
import type { FileIntake, TakenFile, TakenPart } from '@/lib/server/ports/files/file-intake'
import type { LocalFile } from '@/lib/server/ports/files/file-store'
import { createPictures } from './pictures'
import { createTextCheck } from './text-check'

/** What an earlier process left there goes, once no upload can take that long any more. */
const LEFT_OVER_MS = 24 * 60 * 60_000

const SEND_AS_JPEG = 'HEIC pictures cannot be read here: save it as JPEG or PNG, and send that'

/** Takes uploads into a folder. */
export function createFileIntake(folder: string): FileIntake {
  const pictures = createPictures()
  let begun: Promise<unknown> | undefined

  return {
    async take(bytes, maxBytes, by) {
      begun ??= prepare(folder)
      await begun
      const paths: string[] = []
      const newPath = () => {
        const path = join(folder, randomUUID())
        paths.push(path)
        return path
      }
      const discard = async () => {
        await Promise.all(paths.map((path) => rm(path, { force: true })))
      }
      try {
        return { ...(await takeInto(newPath, bytes, { maxBytes, pictures, by })), discard }
      } catch (error) {
        await discard()
        throw error
      }
    },

    async takePart(bytes) {
      begun ??= prepare(folder)
      await begun
      return takePart(join(folder, randomUUID()), bytes)
    },
  }
}

async function takePart(path: string, bytes: Uint8Array): Promise<TakenPart> {
  const discard = () => rm(path, { force: true })
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    await discard()
    throw error
  }
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { content: { path, size: bytes.byteLength, hash }, discard }
}

interface Taking {
  readonly maxBytes: number
  readonly by: UserId
  readonly pictures: ReturnType<typeof createPictures>
}

async function takeInto(
  newPath: () => string,
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, pictures, by }: Taking,
): Promise<Omit<TakenFile, 'discard'>> {
  const path = newPath()
  const { isText, ...written } = await write(bytes, path, maxBytes)
  if (written.size === 0) throw new DomainError('INVALID_REQUEST', { description: 'The file is empty' })
  const shown = (await fileTypeFromFile(path))?.mime
  const type = keptType(shown, isText)
  if (type === undefined)
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', {
      description: isHeic(shown) ? SEND_AS_JPEG : 'Files of this kind cannot be sent',
    })
  if (!isPicture(type))
    return { content: { path, ...written }, type, width: null, height: null, thumbnail: null }
  const { picture, width, height, thumbnail } = await pictures.rewrite(by, path, type, newPath)
  return {
    content: await measured(picture),
    type,
    width,
    height,
    thumbnail: thumbnail === null ? null : await measured(thumbnail),
  }
}

/** @throws PAYLOAD_TOO_LARGE before more is written */
async function write(bytes: AsyncIterable<Uint8Array>, path: string, maxBytes: number) {
  const hash = createHash('sha256')
  const text = createTextCheck()
  let size = 0
  await pipeline(
    bytes,
    async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        size += chunk.byteLength
        if (size > maxBytes)
          throw new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxBytes} bytes` })
        hash.update(chunk)
        text.add(chunk)
        yield chunk
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  )
  return { hash: hash.digest('hex'), size, isText: text.isText() }
}

async function measured(path: string): Promise<LocalFile> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.byteLength
  }
  return { path, hash: hash.digest('hex'), size }
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtimeMs < Date.now() - LEFT_OVER_MS) await rm(path, { force: true })
  }
}
