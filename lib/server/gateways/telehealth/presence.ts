import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { presenceEvents as rows } from '@/lib/contracts/telehealth/presence-events'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { Presence } from '@/lib/domain/presence/presence'
import type { FrameOf, GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'

type Frame = FrameOf<typeof telehealth>

const seen = ({ user, shown, statusMessage, customStatus, connectionCount }: Presence) => ({
  userId: user,
  status: shown,
  statusMessage,
  customStatus,
  connectionCount,
})

export const presenceInbound: Pick<GatewayInbound<typeof telehealth>['/'], keyof typeof rows.inbound> = {
  'presence:get': async ({ userIds }, { actor, services }) => ({
    presences: (await services.presence.of(actor, userIds)).map(seen),
  }),

  'presence:setStatus': ({ status, statusMessage, customStatus }, { actor, services }) =>
    services.presence.choose(actor, {
      status,
      ...(statusMessage === undefined ? {} : { statusMessage }),
      customStatus: customStatus ?? null,
    }),

  'presence:subscribe': async ({ userIds }, { actor, services, follow }) => {
    const followed = await services.presence.followable(actor, userIds)
    follow(followed)
    const presences = await services.presence.of(actor, followed)
    return { userIds: [...followed], presences: presences.map(seen) }
  },

  'presence:unsubscribe': ({ userIds }, { unfollow }) => unfollow(userIds),
}

export const presenceOutbound = {
  'presence.changed': (event: DomainEventOf<'presence.changed'>): Frame[] => {
    const { id: once, presence, hiddenFrom, at, audience } = event
    const data = { ...seen(presence), timestamp: isoTime(at) }
    return audience.map((to): Frame => ({ to, event: 'presence:changed', data, hiddenFrom, once }))
  },
}
