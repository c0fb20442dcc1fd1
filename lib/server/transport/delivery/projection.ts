import type { DomainEvent } from '@/lib/domain/events/domain-event'
import { type Topic, toUser } from '@/lib/domain/topics'
import type { AnyFrame, Gateway } from '@/lib/server/gateways/kit'
import type { FanOut, Publication } from '@/lib/server/ports/connections/fan-out'
import type { Bus } from '@/lib/server/ports/system'
import { type JointFrame, joinFrames } from './merge-frames'
import { isLogEvent, logStep } from './log-steps'

interface Contracts {
  readonly gateways: readonly Gateway[]
  /** Checks each frame against its schema and audience; for tests and development. */
  readonly strict: boolean
}

/** A domain event as the frames of all contracts. */
export type Project = (event: DomainEvent) => readonly JointFrame[]

export function createProject({ gateways, strict }: Contracts): Project {
  function framesOf(gateway: Gateway, event: DomainEvent): readonly AnyFrame[] {
    const frames = gateway.outbound[event.type]?.(event as never) ?? []
    if (strict) for (const frame of frames) check(gateway, event, frame)
    return frames
  }

  return (event) => {
    const joint: JointFrame[] = []
    for (const gateway of gateways) {
      joinFrames(joint, gateway.contract.name, framesOf(gateway, event), strict)
    }
    return joint
  }
}

interface Deps {
  readonly project: Project
  readonly fanOut: FanOut
  readonly bus: Bus
}

/** Turns domain events into each contract's frames, once per event, and hands them to the topics they are for. */
export function startProjection({ project, fanOut, bus }: Deps): void {
  bus.deliver((event) => {
    const joint = project(event)
    if (isLogEvent(event)) {
      for (const topic of event.audience) fanOut.publish(topic, logStep(event, topic, joint))
    } else for (const { to, ...frame } of joint) fanOut.publish(to, { kind: 'frame', ...frame })
    const command = commandOf(event)
    if (command) for (const topic of event.audience) fanOut.publish(topic, command)
  })
  bus.on('connection.crowded', ({ user, connections }) => {
    fanOut.publish(toUser(user), { kind: 'crowded', connections })
  })
}

/** What an event asks of the connections themselves, after its frames. */
function commandOf(event: DomainEvent): Publication | undefined {
  if (event.type === 'account.role-changed') return { kind: 'role', role: event.role }
  if (event.type === 'login.ended') return { kind: 'disconnect', reason: 'login ended' }
  return undefined
}

/** @throws when a frame has another form than its contract says, or is for somebody outside the event's audience */
function check({ contract }: Gateway, { type, audience }: DomainEvent, frame: AnyFrame): void {
  const { to, namespace = '/', event, data } = frame
  const name = `${contract.name} ${event} (from ${type})`
  const isKnown = (topic: Topic) => audience.includes(topic)
  if (!isKnown(to)) throw new Error(`${name}: ${to} is outside the audience`)
  const row = contract.namespaces[namespace]?.outbound[event]
  if (!row) throw new Error(`${name}: not in the contract`)
  const parsed = row.payload.safeParse(data)
  if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`)
  const stray = strayKey(data, parsed.data)
  if (stray !== undefined) throw new Error(`${name}: stray field ${stray}`)
}

function strayKey(data: unknown, parsed: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || typeof parsed !== 'object' || parsed === null)
    return undefined
  return Object.keys(data).find((key) => !(key in parsed))
}
