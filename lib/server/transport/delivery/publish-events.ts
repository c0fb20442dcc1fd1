import type { DomainEvent } from '@/lib/domain/events/domain-event'
import { isStep } from '@/lib/domain/logs'
import { toConversation, toUser } from '@/lib/domain/topics'
import type { FanOut, Publication } from '@/lib/server/ports/connections/fan-out'
import type { Bus } from '@/lib/server/ports/system'
import type { Project } from './project'

interface Deps {
  readonly project: Project
  readonly fanOut: FanOut
  readonly bus: Bus
}

/** Hands each domain event to the topics it is for: its frames, built once per contract, and what it changes in connections. */
export function publishEvents({ project, fanOut, bus }: Deps): void {
  bus.deliver((event) => {
    for (const { user, join, leave } of event.membership ?? []) {
      fanOut.publish(toUser(user), { kind: 'topics', join, leave })
    }
    publishFrames(fanOut, project, event)
    const command = commandOf(event)
    if (command) for (const topic of event.audience) fanOut.publish(topic, command)
  })
  bus.on('blocks.changed', ({ users }) => {
    for (const user of users) fanOut.publish(toUser(user), { kind: 'blocks' })
  })
  bus.on('privacy.changed', ({ user, hides }) => {
    fanOut.publish(toUser(user), { kind: 'actor', changes: { hides } })
  })
  bus.on('conversation.message-resent', ({ conversation }) => {
    fanOut.publish(toConversation(conversation), { kind: 'gap' })
  })
  bus.on('connection.crowded', ({ user, connections }) => {
    fanOut.publish(toUser(user), { kind: 'crowded', connections })
  })
}

function publishFrames(fanOut: FanOut, project: Project, event: DomainEvent): void {
  const { logPosition: position, audience } = event
  const byTopic = project(event)
  const about = position && { position }
  // A step reaches every connection in its log, also without a frame for it, so that none is missed as a gap.
  const topics = isStep(position) ? audience : byTopic.keys()
  for (const topic of topics) {
    fanOut.publish(topic, { kind: 'frames', frames: byTopic.get(topic) ?? [], ...about })
  }
}

/** What an event asks of the connections themselves, after its frames. */
function commandOf(event: DomainEvent): Publication | undefined {
  if (event.type === 'account.role-changed') return { kind: 'actor', changes: { role: event.role } }
  if (event.type === 'account.tier-changed') return { kind: 'actor', changes: { tier: event.tier } }
  if (event.type === 'login.ended') return { kind: 'disconnect', reason: 'login ended' }
  return undefined
}
