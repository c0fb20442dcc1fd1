import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { presenceEvents as rows } from '@/lib/contracts/helpdesk/presence-events'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { ChosenStatus, Presence, PresenceStatus } from '@/lib/domain/presence/presence'
import type { FrameOf, GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'
import { nameOf } from './fields'

type Frame = FrameOf<typeof helpdesk>

/** helpdesk has no word for being in a call. */
const wordFor = (shown: PresenceStatus): ChosenStatus => (shown === 'in_call' ? 'busy' : shown)

const seen = ({ user, shown, connectionCount }: Presence) => ({
  userId: user,
  status: wordFor(shown),
  connectionCount,
})

export const presenceInbound: Pick<GatewayInbound<typeof helpdesk>['/'], keyof typeof rows.inbound> = {
  update_presence: ({ status, statusMessage = null, customStatus = null }, { actor, services }) =>
    services.presence.choose(actor, { status, statusMessage, customStatus }),

  'presence:set_status': (status, { actor, services }) => services.presence.choose(actor, { status }),

  'presence:get_online_users': async (_, { actor, services }) =>
    (await services.presence.online(actor)).map(seen),
}

export const presenceOutbound = {
  /** Both forms for each change. */
  'presence.changed': (event: DomainEventOf<'presence.changed'>): Frame[] => {
    const { id: once, presence, displayName, reason, hiddenFrom, at, audience } = event
    const { user, shown, statusMessage, customStatus } = presence
    const data = {
      userId: user,
      userDisplayName: nameOf({ displayName }),
      status: wordFor(shown),
      statusMessage,
      customStatus,
      timestamp: isoTime(at),
      reason,
    }
    return audience.flatMap((to): Frame[] => [
      { to, event: 'presence_updated', data, hiddenFrom, once },
      { to, event: 'presence:update', data: seen(presence), hiddenFrom, once },
    ])
  },
}
