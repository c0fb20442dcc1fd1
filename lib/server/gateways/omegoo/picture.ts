import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { pictureRest as rows } from '@/lib/contracts/omegoo/picture-rest'
import type { MediaFigures } from '@/lib/domain/media/media-figures'
import { type GatewayRest, ok } from '../kit'
import { askedFigures, windowOf } from './figure-forms'
import { isoTime } from '../iso-time'

const mediaForm = <F extends MediaFigures>({ causes, lines, devices, ...figures }: F) => ({
  ...figures,
  causes: [...causes],
  lines: [...lines],
  devices: [...devices],
})

/** omegoo's endpoints of figures beyond the last hour, one service call each. */
export const pictureRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  hourFigures: async (_, { actor, services }) => {
    const { hours, hour, unusual } = await services.picture.hours(actor)
    return ok({
      hours: hours.map(({ start, ...figures }) => ({ start: isoTime(start), ...figures })),
      hour: isoTime(hour),
      unusual,
    })
  },

  yesterday: async (_, { actor, services }) => {
    const { isDemo, numbers, ...report } = await services.yesterday.report(actor)
    return ok({
      ...report,
      numbers: numbers.map(({ what, value, deviation }) => ({
        what,
        value,
        deviation: deviation && {
          usual: deviation.usual,
          low: deviation.low,
          high: deviation.high,
          direction: deviation.direction,
        },
      })),
      demo: isDemo,
    })
  },

  liveSessions: async ({ query }, { actor, services }) => {
    const { sessions, next, total } = await services.inspector.page(actor, query)
    return ok({
      sessions: sessions.map(({ startedAt, activeAt, chatType, sides: [a, b] }) => ({
        chatType,
        startedAt: isoTime(startedAt),
        activeAt: isoTime(activeAt),
        sides: [a, b] satisfies [typeof a, typeof b],
      })),
      next,
      total,
    })
  },

  liveConnections: async ({ query }, { actor, services }) => {
    const { connections, next, total } = await services.inspector.connections(actor, query)
    return ok({
      connections: connections.map(({ since, contracts, ...one }) => ({
        ...one,
        contracts: [...contracts],
        since: isoTime(since),
      })),
      next,
      total,
    })
  },

  matchingFigures: async ({ query }, { actor, services }) => {
    const figures = await services.picture.matching(actor, askedFigures(query))
    const { window, previous, isDemo, interests, ...rest } = figures
    return ok({
      ...rest,
      window: windowOf(window),
      previous: windowOf(previous),
      interests: [...interests],
      demo: isDemo,
    })
  },

  matchingPolicy: async (_, { actor, services }) => ok(await services.matchingPolicy.read(actor)),

  setMatchingPolicy: async ({ body }, { actor, services }) =>
    ok(await services.matchingPolicy.set(actor, body)),

  mediaFigures: async ({ query }, { actor, services }) => {
    const figures = await services.picture.media(actor, askedFigures(query))
    const { window, previous, isDemo, total, before, kinds, days } = figures
    return ok({
      window: windowOf(window),
      previous: windowOf(previous),
      demo: isDemo,
      total: mediaForm(total),
      before: mediaForm(before),
      kinds: kinds.map(mediaForm),
      days: days.map(mediaForm),
    })
  },
}
