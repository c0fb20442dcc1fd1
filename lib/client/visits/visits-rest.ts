import type { z } from 'zod'
import { api, type Result } from '@/lib/client/api'
import type { ContractSocket, Received } from '@/lib/client/realtime/contract-socket'
import type { Listed } from '@/lib/client/conversations/wire'
import type { channelRest } from '@/lib/contracts/helpdesk/channel-rest'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { visitRest } from '@/lib/contracts/telehealth/visit-rest'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

/** The connection as visits see it. */
export type VisitSocket = ContractSocket<typeof telehealth>
export type VisitFrames = Received<typeof telehealth>

export type ListedVisit = DataOf<typeof visitRest.visits>['visits'][number]
export type VisitPage = DataOf<typeof visitRest.visits>
export type Visit = DataOf<typeof visitRest.visit>
export type WaitingPerson = Visit['waiting'][number]
type NewVisit = z.input<(typeof visitRest.createVisit)['body']>
type Members = DataOf<typeof channelRest.channelMembers>

/** Somebody whom one can invite by name. */
export interface KnownPerson {
  readonly userId: string
  readonly displayName: string
}

const PATH = '/api/v1/visits'
const LISTED = 50
/** Channels whose members are offered by name. */
const LOOKED_THROUGH = 5

/** What visits ask of the server. Refusals are results, never exceptions. */
export const visitsRest = {
  open: () => api.get<VisitPage>(`${PATH}?limit=${LISTED}`),
  over: (after?: string) =>
    api.get<VisitPage>(
      `${PATH}?${new URLSearchParams({ over: 'true', limit: '20', ...(after && { after }) })}`,
    ),
  visit: (id: string) => api.get<Visit>(`${PATH}/${encodeURIComponent(id)}`),
  create: (visit: NewVisit) => api.post<{ visitId: string }>(PATH, visit),
  invite: (id: string, participantIds: readonly string[]) =>
    api.post<{ added: string[] }>(`${PATH}/${encodeURIComponent(id)}/participants`, { participantIds }),
  withdraw: (id: string, userId: string) =>
    api.delete<{ removed: string[] }>(
      `${PATH}/${encodeURIComponent(id)}/participants/${encodeURIComponent(userId)}`,
    ),
  end: (id: string) => api.post<{ visitId: string }>(`${PATH}/${encodeURIComponent(id)}/end`),

  /** People of one's channels, and those whom one writes to alone, by name. @param self - is left out */
  async known(self: string): Promise<Result<readonly KnownPerson[]>> {
    const listed = await api.get<{ conversations: Listed[] }>('/api/v1/conversations')
    if (!listed.ok) return listed
    const { conversations } = listed.data
    const mine = conversations.filter(({ kind }) => kind === 'channel').slice(0, LOOKED_THROUGH)
    const pages = await Promise.all(
      mine.map(({ conversationId }) =>
        api.get<Members>(`/api/channels/${encodeURIComponent(conversationId)}/members`),
      ),
    )
    const people = [
      ...conversations.flatMap(({ other }) => (other ? [other] : [])),
      ...pages.flatMap((page) => (page.ok ? page.data.members : [])),
    ]
    const byId = new Map(people.map(({ userId, displayName }) => [userId, { userId, displayName }]))
    byId.delete(self)
    return {
      ok: true,
      data: [...byId.values()].toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
    }
  },
}

export type VisitsRest = typeof visitsRest
