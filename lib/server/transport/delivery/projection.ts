import type { DomainEvent, Topic } from '@/lib/domain/events'
import type { AnyFrame, Gateway } from '@/lib/server/gateways/kit'
import type { FanOut } from '@/lib/server/ports/connections/fan-out'
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
  bus.onAny((event) => {
    const joint = project(event)
    if (isLogEvent(event)) {
      for (const topic of event.audience) fanOut.publish(topic, logStep(event, topic, joint))
    } else for (const { to, ...frame } of joint) fanOut.publish(to, { kind: 'frame', ...frame })
  })
  bus.on('account.role-changed', ({ role, audience }) => {
    for (const topic of audience) fanOut.publish(topic, { kind: 'role', role })
  })
  bus.on('connection.crowded', ({ connections, audience }) => {
    for (const topic of audience) fanOut.publish(topic, { kind: 'crowded', connections })
  })
  bus.on('login.ended', ({ audience }) => {
    for (const topic of audience) fanOut.publish(topic, { kind: 'disconnect', reason: 'login ended' })
  })
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
