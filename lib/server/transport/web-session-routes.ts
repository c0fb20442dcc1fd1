import { DomainError } from '@/lib/domain/errors'

/** The routes of next-auth that are used, and how; whatever else it has is not there. */
const ROUTES: Readonly<Record<string, string>> = {
  '/api/auth/csrf': 'GET',
  '/api/auth/session': 'GET',
  '/api/auth/providers': 'GET',
  '/api/auth/signin': 'GET',
  '/api/auth/signout': 'POST',
  '/api/auth/callback/credentials': 'POST',
}

/** The methods that a route of the web session takes; undefined where there is none. */
export function webSessionMethods(path: string): readonly string[] | undefined {
  const method = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  return method === undefined ? undefined : [method]
}

/**
 * Looks at a body as next-auth will, which fails at what it cannot read.
 *
 * @param request - is still unread afterwards
 * @throws INVALID_REQUEST
 */
export async function requireForm(request: Request): Promise<void> {
  if (request.method !== 'POST' || !request.headers.get('content-type')?.includes('application/json')) return
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined)
  const values = typeof body === 'object' && body !== null ? Object.values(body) : [undefined]
  if (!values.every((value) => typeof value === 'string' || typeof value === 'boolean')) {
    throw new DomainError('INVALID_REQUEST', { description: 'The body is not a form of texts' })
  }
}
