import { create as contentDisposition } from 'content-disposition'
import { parse as parseRange } from 'range-parser'
import type { BytePart, FileOut } from '@/lib/contracts/bytes'

/**
 * A file as an answer: an attachment unless the server wrote it, so that nothing of it runs as a page of ours; 304 for a client
 * that has it, one part where one was asked for, no body for `HEAD`.
 *
 * @see RFC 9110, sections 13 and 14; several parts, and parts that are none, are answered by the whole file, as it allows
 */
export async function answerFile({ method, headers: asked }: Request, file: FileOut): Promise<Response> {
  const tag = file.tag === undefined ? undefined : `"${file.tag.replaceAll(/[^\w.-]/g, '_')}"`
  const headers = new Headers({
    'content-type': file.type,
    'content-disposition': contentDisposition(file.name.toWellFormed(), {
      type: file.isInline ? 'inline' : 'attachment',
    }),
    // Compressed on the way, its parts and its tag would be of other bytes.
    'cache-control': file.size === undefined ? 'private, no-cache' : 'private, no-cache, no-transform',
    ...(file.size !== undefined && { 'accept-ranges': 'bytes' }),
  })
  if (tag !== undefined) headers.set('etag', tag)
  if (tag !== undefined && hasTag(asked.get('if-none-match'), tag)) {
    return new Response(null, { status: 304, headers })
  }
  const part = file.size === undefined ? undefined : partOf(asked, file.size, tag)
  if (file.size !== undefined)
    headers.set('content-length', String(part ? part.end - part.start + 1 : file.size))
  if (part) headers.set('content-range', `bytes ${part.start}-${part.end}/${file.size}`)
  const body = method === 'HEAD' ? null : await file.read(part)
  return new Response(body, { status: part ? 206 : 200, headers })
}

/** Whether a client's list of tags names this one. */
export function hasTag(ifNoneMatch: string | null, tag: string): boolean {
  const known = ifNoneMatch?.split(',') ?? []
  return known.some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')
}

/** The one part that is asked for, of the version that the client has. */
function partOf(asked: Headers, size: number, tag: string | undefined): BytePart | undefined {
  const range = asked.get('range')
  const ifRange = asked.get('if-range')
  if (range === null || (ifRange !== null && ifRange !== tag)) return undefined
  const { type, ranges } = parseRange(size, range)
  return type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined
}
