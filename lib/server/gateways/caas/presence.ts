import type { caas } from '@/lib/contracts/caas/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { Presence } from '@/lib/domain/presence/presence'
import type { FrameOf, GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/presence' }>

const namespace = '/presence'

/** caas has no word for being in a call. */
const seen = ({ user, shown, customStatus }: Presence) => ({
  user_id: user,
  status: shown === 'in_call' ? ('busy' as const) : shown,
  custom_status: customStatus,
})

export const presenceInbound: GatewayInbound<typeof caas>['/presence'] = {
  'presence:set-status': ({ status, custom_status }, { actor, services }) =>
    services.presence.choose(actor, { status, customStatus: custom_status ?? null }),

  'presence:subscribe': async ({ user_ids }, { actor, services, follow }) => {
    const followed = await services.presence.followable(actor, user_ids)
    follow(followed)
    const presences = await services.presence.of(actor, followed)
    return { user_ids: [...followed], presences: presences.map(seen) }
  },

  'presence:unsubscribe': ({ user_ids }, { unfollow }) => unfollow(user_ids),

  'presence:get': async ({ user_ids }, { actor, services }) => ({
    presences: (await services.presence.of(actor, user_ids)).map(seen),
  }),
}

export const presenceOutbound = {
  'presence.changed': (event: DomainEventOf<'presence.changed'>): Frame[] => {
    const { id: once, presence, hiddenFrom, at, audience } = event
    const data = { ...seen(presence), timestamp: isoTime(at) }
    const frame = { namespace, event: 'presence:status-changed', data, hiddenFrom, once } as const
    return audience.map((to): Frame => ({ ...frame, to }))
  },
}
