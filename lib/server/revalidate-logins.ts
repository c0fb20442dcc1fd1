import { isDomainError } from '@/lib/domain/errors'
import { toLogin, toUser } from '@/lib/domain/topics'
import type { FanOut, Gap } from './ports/connections/fan-out'
import type { LoginsService } from './services/accounts/logins'

interface Deps {
  readonly fanOut: FanOut
  readonly logins: Pick<LoginsService, 'byLogin'>
  readonly onError: (error: unknown) => void
}

const LOGIN = toLogin('')

/** A log-out, a ban or a new role may have gone by unheard: looks at the logins behind this process' sockets again. */
export function watchLoginsOverGaps({ fanOut, logins, onError }: Deps): void {
  async function lookAgain(topic: Gap['topics'][number], tell: Gap['tell']): Promise<void> {
    try {
      const { userId, role } = await logins.byLogin(topic.slice(LOGIN.length))
      tell(toUser(userId), { kind: 'role', role })
    } catch (error) {
      if (!isDomainError(error) || error.reason !== 'INVALID_TOKEN') throw error
      tell(topic, { kind: 'disconnect', reason: 'login ended' })
    }
  }

  fanOut.onGap(({ topics, tell }) => {
    const all = topics.filter((topic) => topic.startsWith(LOGIN))
    const inTurn = async () => {
      for (const topic of all) await lookAgain(topic, tell)
    }
    inTurn().catch(onError)
  })
}
