import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type DomainError, ERRORS } from '@/lib/domain/errors'
import { answersPages } from './port-rules'
import { refusalBody } from '../refusal'
import { pathOf } from './request-path'

/** The policy of everything that is no page of ours: it may be shown, and do nothing. Pages set their own. */
export const BARE_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Of files that people have uploaded: should one be shown, it is of no origin and runs nothing. */
export const FILE_POLICY = `${BARE_POLICY}; sandbox`

/** Makes the page of a refusal, in the language that `headers` ask for. */
export type RefusalPage = (
  status: number,
  headers?: IncomingHttpHeaders,
) => { readonly html: string; readonly policy: string }

/** Answers what the port itself refuses in the form of the handler that would have answered: the contracts' envelope, or a page. */
export function createRefusals(page: RefusalPage) {
  function answerTo(path: string, refusal: DomainError, status: number, asked?: IncomingHttpHeaders) {
    const { allow, retryAfter } = refusal.details
    const { html, policy } = answersPages(path) ? page(status, asked) : { policy: BARE_POLICY }
    const body = html ?? JSON.stringify(refusalBody(refusal))
    const headers: Record<string, string | number> = {
      'content-type': html === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'content-security-policy': policy,
      'cache-control': 'no-store',
      ...(allow !== undefined && { allow }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    }
    return { headers, body }
  }
  const statusOf = ({ reason }: DomainError): number => ERRORS[reason].status

  return {
    send({ headers: asked, url }: IncomingMessage, response: ServerResponse, refusal: DomainError): void {
      const status = statusOf(refusal)
      const { headers, body } = answerTo(pathOf({ url }), refusal, status, asked)
      response.writeHead(status, headers).end(body)
    },
    /** The same, whole, and the connection ends when `response` does. */
    begin({ headers: asked, url }: IncomingMessage, response: ServerResponse, refusal: DomainError): void {
      const status = statusOf(refusal)
      const { headers, body } = answerTo(pathOf({ url }), refusal, status, asked)
      response.writeHead(status, { ...headers, connection: 'close' }).write(body)
    },
    /** The same where there is no response to write to, and ends the connection, whether or not the client ends its half. */
    end(socket: Duplex, path: string, refusal: DomainError, status = statusOf(refusal)): void {
      const { headers, body } = answerTo(path, refusal, status)
      const all = { ...SECURITY_HEADERS, ...headers, connection: 'close' }
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.resume()
      socket.once('finish', () => setTimeout(() => socket.destroy(), LINGER_MS).unref())
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
    },
  }
}

/** A client that writes still gets the answer before the connection is gone. */
const LINGER_MS = 1_000

export type Refusals = ReturnType<typeof createRefusals>

/**
 * What voice and video need, in this site's own documents and in no frame. On every page, because one that is reached without
 * a new document keeps the policy of the first.
 */
const PERMISSIONS = [
  ...['camera', 'microphone', 'display-capture', 'autoplay', 'screen-wake-lock', 'picture-in-picture'].map(
    (feature) => `${feature}=(self)`,
  ),
  'geolocation=()',
].join(', ')

/** @see spec/omegoo.md "Content Security Policy"; pages have a policy of their own, all else the strictest. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-XSS-Protection': '1; mode=block',
  'Strict-Transport-Security': 'max-age=31536000',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': PERMISSIONS,
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const
