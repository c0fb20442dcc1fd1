import { NextResponse, type NextRequest } from 'next/server'

import { NONCE_HEADER, PAGE_HEADER } from '@/lib/client/browser/page-header'
import { OFFLINE_PATH } from '@/lib/client/pwa/offline-path'
import { PLAIN_POLICY } from '@/lib/i18n/plain-page'

/**
 * Gives every page a content security policy with a nonce of its own.
 *
 * Next reads the nonce from the policy on the request and puts it on every script it renders; the browser
 * enforces the same policy from the response. The other security headers belong to the server, which sets
 * them on every answer. This is no place for authorization.
 *
 * @see spec/omegoo.md "Content Security Policy"
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname === OFFLINE_PATH) return withPolicy(NextResponse.next(), PLAIN_POLICY)
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set(NONCE_HEADER, nonce)
  headers.set(PAGE_HEADER, request.nextUrl.pathname + request.nextUrl.search)

  return withPolicy(NextResponse.next({ request: { headers } }), policy)
}

/** Here alone: what the server sets on every answer wins over what a route handler returns. */
function withPolicy(response: NextResponse, policy: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/** Pages only, of which one lives under /api. Prefetches are pages too: a matcher that skips them drops the policy. */
export const config = { matcher: '/((?!api/(?!docs(?:/|$))|_next/).*)' }

/** Development needs `eval` (React's stacks) and inline styles (hot reload); production has neither. */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${development ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'self' ws: wss:`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `form-action 'self'`,
  ].join('; ')
}
