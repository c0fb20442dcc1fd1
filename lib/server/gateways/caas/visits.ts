import type { caas } from '@/lib/contracts/caas/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toUser, type Topic } from '@/lib/domain/topics'
import type { Visit, WaitingPerson } from '@/lib/domain/visits/visit'
import type { FrameOf } from '../kit'
import { isoTime } from '../iso-time'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/chat' }>

const namespace = '/chat'

const aboutOf = ({ id, conversation }: Visit) => ({ visit_id: id, conversation_id: conversation })

/** The waiting room as its host sees it. */
const waitingOf = (queue: readonly WaitingPerson[]) =>
  queue.map(({ user, displayName, since, awaySince }, index) => ({
    user_id: user,
    display_name: displayName ?? 'Guest',
    position: index + 1,
    waiting_since: isoTime(since),
    is_away: awaySince !== null,
  }))

/** What clients of `/chat` are sent of visits. */
export const visitOutbound = {
  'visit.waiting': ({ visit, queue, moved, revision }: DomainEventOf<'visit.waiting'>): Frame[] => {
    const about = { ...aboutOf(visit), revision }
    const event = 'visit:waiting'
    const toThem = moved.map(({ user, position }): Frame => ({
      namespace,
      to: toUser(user),
      event,
      data: { ...about, position },
    }))
    if (visit.host === null) return toThem
    const data = { ...about, waiting: waitingOf(queue) }
    return [{ namespace, to: toUser(visit.host), event, data }, ...toThem]
  },

  'visit.admitted': ({ visit, user }: DomainEventOf<'visit.admitted'>): Frame[] =>
    // A process on which they have just become a member may follow the conversation a moment later.
    [toConversation(visit.conversation), toUser(user)].map((to): Frame => ({
      namespace,
      to,
      event: 'visit:admitted',
      data: { ...aboutOf(visit), user_id: user },
      once: `${visit.id} ${user}`,
    })),

  'visit.participants-changed': ({
    visit,
    added,
    removed,
    at,
  }: DomainEventOf<'visit.participants-changed'>): Frame[] => {
    const once = `${visit.id} ${at} ${[...added, ...removed].join(' ')}`
    const frame = (to: Topic, data: { added: string[]; removed: string[] }): Frame => ({
      namespace,
      to,
      event: 'visit:participants-changed',
      data: { ...aboutOf(visit), ...data },
      once,
    })
    return [
      frame(toConversation(visit.conversation), { added: [...added], removed: [...removed] }),
      ...added.map((user) => frame(toUser(user), { added: [user], removed: [] })),
      ...removed.map((user) => frame(toUser(user), { added: [], removed: [user] })),
    ]
  },

  'visit.over': ({ visit, at, audience }: DomainEventOf<'visit.over'>): Frame[] =>
    audience.map((to): Frame => ({
      namespace,
      to,
      event: 'visit:over',
      data: { ...aboutOf(visit), ended_at: isoTime(at) },
    })),
}
