import { LinkifyIt } from 'linkify-it'

/** A stretch of a message: words, or an address that may be asked to open. */
export interface TextPart {
  readonly text: string
  /** An absolute http or https address. */
  readonly href?: string
}

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false, maxLength: 2_000 })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null)

/** Splits a message at its links. The parts' texts together are the message; nothing but http and https is a link. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { index, lastIndex, raw, schema } of linkify.match(text) ?? []) {
    const href = webAddress(schema === '' ? `https://${raw}` : raw)
    if (href === undefined) continue
    if (index > at) parts.push({ text: text.slice(at, index) })
    parts.push({ text: raw, href })
    at = lastIndex
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  // A name and a password before the host serve nothing but to look like a host.
  return url.username === '' && url.password === '' ? url.href : undefined
}
