import { hash } from 'node:crypto'
import { hasTag } from './file-out'

interface Written {
  readonly text: string
  readonly tag: string
}

const written = new WeakMap<object, Written>()

/** Answers a document that does not change while the process lives: written once, and not sent to who has it. */
export function answerDocument(request: Request, document: object): Response {
  const { text, tag } = writtenOf(document)
  const headers = { etag: tag, 'cache-control': 'no-cache' }
  if (hasTag(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } })
}

function writtenOf(document: object): Written {
  const known = written.get(document)
  if (known) return known
  const text = JSON.stringify(document)
  const made = { text, tag: `"${hash('sha256', text, 'base64url')}"` }
  written.set(document, made)
  return made
}
