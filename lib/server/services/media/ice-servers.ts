import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { type IceConfiguration, iceBetweenStrangers, iceOfCall } from '@/lib/domain/media/ice'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { TurnGrants } from '@/lib/server/ports/media/turn'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly stunUrls: readonly string[]
  readonly turnGrants: TurnGrants
  readonly waitingRoom: Pick<WaitingRoom, 'isWaiting'>
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly liveCalls: Pick<LiveCalls, 'ofUser'>
  readonly clock: Clock
}

/** With which servers people connect to each other. */
export function createIceServers({ stunUrls, turnGrants, waitingRoom, sessions, liveCalls, clock }: Deps) {
  /** The waiting room first: people leave it only once their session exists. */
  const hasUseForThem = async (user: string) =>
    (await waitingRoom.isWaiting(user)) || (await sessions.ofUser(user)) !== undefined

  return {
    /**
     * A relay is somebody's bandwidth: only people in a queue, a session or a call get what opens it.
     *
     * @throws SESSION_NOT_FOUND for everybody else
     */
    async of({ userId }: Actor): Promise<IceConfiguration> {
      const grant = () => turnGrants.grant(userId, clock.now())
      if (await hasUseForThem(userId)) return iceBetweenStrangers(stunUrls, grant())
      if (await liveCalls.ofUser(userId)) return iceOfCall(stunUrls, grant())
      throw new DomainError('SESSION_NOT_FOUND')
    },
  }
}
