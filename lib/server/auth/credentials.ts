import type { Actor } from '@/lib/domain/accounts'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import type { LoginsService } from '../services/accounts/logins'
import type { WebSession } from './web-session'

interface Deps {
  readonly logins: Pick<LoginsService, 'byAccessToken' | 'byLogin'>
  readonly webSession: Pick<WebSession, 'loginOf'>
}

/** What a request or a handshake brings along. */
export interface Presented {
  /** `Authorization`, or `auth.token` of a handshake; wins over the cookie, even when it is no good. */
  readonly token?: unknown
  readonly cookie?: string | null
}

/** From credentials to the person, as the database has them now. */
export function createCredentials({ logins, webSession }: Deps) {
  return {
    /** Undefined: nothing was presented. @throws INVALID_TOKEN */
    async actorOf({ token, cookie }: Presented): Promise<Actor | undefined> {
      if (token !== undefined && token !== null) {
        if (typeof token !== 'string') throw new DomainError('INVALID_TOKEN')
        return logins.byAccessToken(token.replace(/^Bearer\s+/i, ''))
      }
      const login = await webSession.loginOf(cookie)
      return login === undefined ? undefined : logins.byLogin(login)
    },

    /** Whether a refused token was good once. */
    isExpired: (error: unknown): boolean => isDomainError(error) && error.details.expired === true,
  }
}

export type Credentials = ReturnType<typeof createCredentials>
