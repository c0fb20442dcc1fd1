import type { PrivateMatter } from '@/lib/domain/conversations/privacy'
import { matterOf } from '@/lib/domain/events/conversation-builders'
import type { DomainEvent } from '@/lib/domain/events/domain-event'
import type { Topic } from '@/lib/domain/topics'
import type { AnyFrame, Gateway } from '@/lib/server/gateways/kit'
import { type ContractFrames, type FramesByTopic, mergeFrames } from './merge-frames'

interface Contracts {
  readonly gateways: readonly Gateway[]
  /** Checks each frame against its schema and audience; for tests and development. */
  readonly strict: boolean
}

/** A domain event as the frames of all contracts. */
export type Project = (event: DomainEvent) => FramesByTopic

const NONE: FramesByTopic = new Map()

export function createProject({ gateways, strict }: Contracts): Project {
  return (event) => {
    const all: ContractFrames[] = []
    for (const { contract, outbound } of gateways) {
      const frames = outbound[event.type]?.(event as never) ?? []
      if (strict) check(contract, event, frames)
      if (frames.length > 0) all.push({ contract: contract.name, frames })
    }
    if (all.length === 0) return NONE
    const about = matterOf(event)
    const frames = mergeFrames(all, strict)
    return about === undefined ? frames : markedAs(about, frames)
  }
}

/** Whom it is kept from is decided where a connection is known, because an audience may be thousands of people. */
function markedAs(about: PrivateMatter, byTopic: FramesByTopic): FramesByTopic {
  return new Map([...byTopic].map(([topic, frames]) => [topic, frames.map((frame) => ({ ...frame, about }))]))
}

/** @throws when a frame has another form than its contract says, or is for a topic outside the event's audience */
function check(
  contract: Gateway['contract'],
  { type, audience }: DomainEvent,
  frames: readonly AnyFrame[],
): void {
  const audienceSet: ReadonlySet<Topic> = new Set(audience)
  for (const { to, namespace = '/', event, data } of frames) {
    const name = `${contract.name} ${event} (from ${type})`
    if (!audienceSet.has(to)) throw new Error(`${name}: ${to} is outside the audience`)
    const row = contract.namespaces[namespace]?.outbound[event]
    if (!row) throw new Error(`${name}: not in the contract`)
    const parsed = row.payload.safeParse(data)
    if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`)
    const stray = strayKey(data, parsed.data)
    if (stray !== undefined) throw new Error(`${name}: stray field ${stray}`)
  }
}

function strayKey(data: unknown, parsed: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || typeof parsed !== 'object' || parsed === null)
    return undefined
  return Object.keys(data).find((key) => !(key in parsed))
}
