import { z } from 'zod'
import { fit } from '../http/fit'

/** The routes of next-auth that are used, and how; whatever else it has is not there. */
const ROUTES: Readonly<Record<string, string>> = {
  '/api/auth/csrf': 'GET',
  '/api/auth/session': 'GET',
  '/api/auth/providers': 'GET',
  '/api/auth/signin': 'GET',
  '/api/auth/signout': 'POST',
  '/api/auth/callback/credentials': 'POST',
}

/** The methods of a route of the web session; undefined where there is no route. */
export function webSessionMethods(path: string): readonly string[] | undefined {
  const method = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  return method === undefined ? undefined : [method]
}

const FORM = z.record(z.string(), z.string().or(z.boolean()))

/**
 * Parses a body as next-auth will, which fails at what it cannot read.
 *
 * @param request - is still unread afterwards
 * @throws INVALID_REQUEST
 */
export async function requireForm(request: Request): Promise<void> {
  if (request.method !== 'POST') return
  const text = await request.clone().text()
  const isJson = request.headers.get('content-type')?.includes('application/json')
  fit(FORM, isJson ? parsed(text) : Object.fromEntries(new URLSearchParams(text)))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
