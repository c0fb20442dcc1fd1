import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { segmentsRest as rows } from '@/lib/contracts/omegoo/segments-rest'
import type { Segment } from '@/lib/domain/segments'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

/** omegoo's endpoints of what figures are narrowed by, one service call each. */
export const segmentsRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  segments: async (_, { actor, services }) =>
    ok({ segments: (await services.segments.list(actor)).map(segmentOf) }),

  saveSegment: async ({ body: { name, filters } }, { actor, services }) =>
    ok(segmentOf(await services.segments.save(actor, name, filters))),

  deleteSegment: async ({ params: { id } }, { actor, services }) => {
    await services.segments.remove(actor, id)
    return ok({ segmentId: id })
  },

  filterValues: async (_, { actor, services }) => {
    const { gender, platform, signupSource, campaign, country } = await services.acquisition.values(actor)
    return ok({
      gender: [...gender],
      platform: [...platform],
      signupSource: [...signupSource],
      campaign: [...campaign],
      country: [...country],
    })
  },
}

const segmentOf = ({ id, name, only, savedAt }: Segment) => ({
  segmentId: id,
  name,
  filters: { ...only } as Record<string, string>,
  savedAt: isoTime(savedAt),
})
