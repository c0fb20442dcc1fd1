import NextAuth, { type NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { endpoint } from '@/lib/server/transport/rest/endpoint'
import { getRuntime } from '@/lib/server/runtime-slot'

export const dynamic = 'force-dynamic'

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>
}

async function handle(request: Request, context: RouteContext): Promise<Response> {
  const { pathname } = new URL(request.url)
  const { handles, viewer, webSession } = getRuntime()
  if (handles(request.method, pathname) || !webSession.takes(request.method, pathname))
    return endpoint(request)
  const refusal = await webSession.admit(request, pathname)
  if (refusal) return refusal
  // next-auth looks at the cookie alone, and would renew one whose login has ended.
  const isSession = pathname.endsWith('/session')
  if (isSession && !(await viewer(request.headers.get('cookie')))) {
    return Response.json({}, { headers: { 'cache-control': 'private, no-cache, no-store' } })
  }
  const tried: { answer?: Response } = {}
  const answer: unknown = await NextAuth(optionsFor(request, tried))(request, context)
  return tried.answer ?? (answer as Response)
}

/**
 * The web session: the same cookie that the documented endpoints set, naming the same login.
 *
 * @param tried - gets the answer to a sign-in that next-auth has no words for
 */
function optionsFor(request: Request, tried: { answer?: Response }): NextAuthOptions {
  const { webSession } = getRuntime()
  return {
    secret: webSession.secret,
    logger: {
      error: (code) => webSession.note('warn', code),
      warn: (code) => webSession.note('debug', code),
      debug: () => undefined,
    },
    useSecureCookies: webSession.secureCookies,
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: '/gate', error: '/gate' },
    providers: [
      Credentials({
        credentials: { deviceFingerprint: {}, email: {}, password: {}, totp: {} },
        async authorize(given) {
          const result = await webSession.authorize(given ?? {}, request)
          if (!(result instanceof Response)) return result
          tried.answer = result
          return null
        },
      }),
    ],
    callbacks: {
      // Its own takes any beginning with a slash, and fails at what is no address.
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
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

/** Where to go on: an address of ours, or the start page. */
function ownAddress(url: string, base: string): string {
  if (url === base) return base
  const target = URL.parse(url, base)
  return target !== null && target.origin === new URL(base).origin ? target.href : base
}

export { handle as GET, handle as POST, handle as PUT, handle as DELETE, handle as PATCH }
