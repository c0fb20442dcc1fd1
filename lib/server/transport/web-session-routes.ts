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
