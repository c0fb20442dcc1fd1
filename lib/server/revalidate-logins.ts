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

/** A log-out, a ban, a new role, tier or wish for privacy may have been missed: checks the logins behind this process' connections again. */
export function revalidateLoginsAfterGaps({ fanOut, logins, onError }: Deps): void {
  async function revalidate(topic: Gap['topics'][number], publishHere: Gap['publishHere']): Promise<void> {
    try {
      const { userId, role, tier, hides = [] } = await logins.byLogin(topic.slice(LOGIN.length))
      publishHere(toUser(userId), { kind: 'actor', changes: { role, tier, hides } })
    } catch (error) {
      if (!isDomainError(error) || error.reason !== 'INVALID_TOKEN') throw error
      publishHere(topic, { kind: 'disconnect', reason: 'login ended' })
    }
  }

  fanOut.onGap(({ topics, publishHere }) => {
    const all = topics.filter((topic) => topic.startsWith(LOGIN))
    const inTurn = async () => {
      for (const topic of all) await revalidate(topic, publishHere)
    }
    inTurn().catch(onError)
  })
}
