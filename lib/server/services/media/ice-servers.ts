import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { type IceConfiguration, iceBetweenStrangers } from '@/lib/domain/ice'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { TurnGrants } from '@/lib/server/ports/media/turn'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly stunUrls: readonly string[]
  readonly turnGrants: TurnGrants
  readonly waitingRoom: Pick<WaitingRoom, 'isWaiting'>
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly clock: Clock
}

/** With which servers people connect to each other. */
export function createIceServers({ stunUrls, turnGrants, waitingRoom, sessions, clock }: Deps) {
  /** The waiting room first: people leave it only once their session exists. */
  const hasUseForThem = async (user: string) =>
    (await waitingRoom.isWaiting(user)) || (await sessions.ofUser(user)) !== undefined

  return {
    /**
     * A relay is somebody's bandwidth: only people in a queue or a session get what opens it.
     *
     * @throws SESSION_NOT_FOUND for everybody else
     */
    async of({ userId }: Actor): Promise<IceConfiguration> {
      if (!(await hasUseForThem(userId))) throw new DomainError('SESSION_NOT_FOUND')
      return iceBetweenStrangers(stunUrls, turnGrants.grant(userId, clock.now()))
    },
  }
}
