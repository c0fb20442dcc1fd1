import type { IncomingMessage } from 'node:http'

/** The path of a request's address, as it was sent. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.split('?', 1)[0] ?? '/'
}

/** Reads an address in absolute form, as a proxy is asked: its host is the one that counts. @see RFC 9112, section 3.2.2 */
export function takeWholeAddress(request: Pick<IncomingMessage, 'url' | 'headers'>): void {
  const address = /^https?:\/\//i.test(request.url ?? '') ? URL.parse(request.url ?? '') : null
  if (address === null) return
  request.url = address.pathname + address.search
  request.headers.host = address.host
}
