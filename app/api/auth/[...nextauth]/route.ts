import NextAuth, { type NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { endpoint } from '@/lib/server/transport/endpoint'
import { getRuntime } from '@/lib/server/runtime-slot'

export const dynamic = 'force-dynamic'

/** next-auth's own routes; everything else under `/api/auth/` is documented in the contracts. */
const OWN = new Set(['signin', 'signout', 'session', 'csrf', 'providers', 'callback', 'error', '_log'])

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>
}

async function handle(request: Request, context: RouteContext): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [action = ''] = (await context.params).nextauth
  const isDocumented = getRuntime().handles(request.method, pathname)
  if (isDocumented || !OWN.has(action)) return endpoint(request)
  const answer: unknown = await NextAuth(optionsFor(request.headers))(request, context)
  return answer as Response
}

/** The web session: the same cookie that the documented endpoints set, naming the same login. */
function optionsFor(headers: Headers): NextAuthOptions {
  const { webSession } = getRuntime()
  return {
    secret: webSession.secret,
    useSecureCookies: webSession.secureCookies,
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: '/gate', error: '/gate' },
    providers: [
      Credentials({
        credentials: { deviceFingerprint: {}, email: {}, password: {} },
        authorize: (given) => webSession.authorize(given ?? {}, headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && 'sid' in user ? { ...token, sub: user.id, sid: user.sid } : token),
      session: ({ session, token }) => Object.assign(session, { user: { ...session.user, id: token.sub } }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await webSession.end(token.sid)
      },
    },
  }
}

export { handle as GET, handle as POST, handle as PUT, handle as DELETE, handle as PATCH }
