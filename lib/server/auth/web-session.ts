import { parse, serialize } from 'cookie'
import { decode, encode } from 'next-auth/jwt'
import { LOGIN_LIFE_MS } from '@/lib/domain/logins'
import type { LoginId, UserId } from '@/lib/domain/ids'

const MAX_AGE_SECONDS = LOGIN_LIFE_MS / 1_000

export interface WebSessionSettings {
  readonly secret: string
  /** Whether people reach us over https, so that the cookie is never sent without. */
  readonly secure: boolean
}

/** The web session's cookie: next-auth's own, so that its routes, our endpoints and the sockets agree. */
export function createWebSession({ secret, secure }: WebSessionSettings) {
  const name = `${secure ? '__Secure-' : ''}next-auth.session-token`
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const

  return {
    name,

    /** The login a `Cookie` header names; undefined without a good one. Whether it is live, the database knows. */
    async loginOf(cookieHeader: string | null | undefined): Promise<LoginId | undefined> {
      const token = cookieHeader ? parse(cookieHeader)[name] : undefined
      if (!token) return undefined
      try {
        const claims = await decode({ token, secret })
        return typeof claims?.sid === 'string' ? claims.sid : undefined
      } catch {
        return undefined // not one of ours, or too old
      }
    },

    /** A `Set-Cookie` header that starts the web session of a login. */
    async start(user: UserId, login: LoginId): Promise<string> {
      const token = await encode({ token: { sub: user, sid: login }, secret, maxAge: MAX_AGE_SECONDS })
      return serialize(name, token, { ...attributes, maxAge: MAX_AGE_SECONDS })
    },

    /** A `Set-Cookie` header that ends it. */
    end: () => serialize(name, '', { ...attributes, maxAge: 0 }),
  }
}

export type WebSession = ReturnType<typeof createWebSession>
