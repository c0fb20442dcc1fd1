import { z } from 'zod'
import { type Contract, defineContract } from '../../lib/contracts/kit'
import type { DomainEvent } from '../../lib/domain/events/domain-event'
import { toConversation, type Topic, toUser } from '../../lib/domain/topics'
import { createMemoryFanOut } from '../../lib/server/adapters/memory/fan-out'
import type { AnyFrame, Gateway } from '../../lib/server/gateways/kit'
import type { Frame } from '../../lib/server/ports/connections/fan-out'
import type { Bus } from '../../lib/server/ports/system'
import { encodeOnce } from '../../lib/server/transport/delivery/encode-once'
import { createProject } from '../../lib/server/transport/delivery/project'
import { publishEvents } from '../../lib/server/transport/delivery/publish-events'
import { median } from '../statistics'

const CONTRACTS = ['one', 'two', 'three'] as const
const ROUNDS = 5
/** Recipients that are reached in each round, so that a round takes long enough to be measured. */
const REACHED = 200_000

export interface FanOutFigures {
  readonly recipients: number
  /** Microseconds of processor time for each recipient, where everybody has a topic of their own. */
  readonly usByPerson: number
  /** The same where they follow one conversation. */
  readonly usByTopic: number
  /** How often one event of a conversation was encoded. */
  readonly encodings: number
}

/** One event of three contracts that share its name, from the bus to the text that each connection is sent. */
export function measureFanOut(recipients: number): FanOutFigures {
  const people = Array.from({ length: recipients }, (_, index) => toUser(`person ${index}`))
  const room = toConversation('room')
  const byPerson = measure(people, people)
  const byTopic = measure(
    people.map(() => room),
    [room],
  )
  return { recipients, usByPerson: byPerson.us, usByTopic: byTopic.us, encodings: byTopic.encodings }
}

/**
 * @param follows - the topic of each connection
 * @param topics - what the event is for
 */
function measure(follows: readonly Topic[], topics: readonly Topic[]): { us: number; encodings: number } {
  const fanOut = createMemoryFanOut()
  const counted = { sent: 0, encodings: 0 }
  const encode = ({ event, data }: Frame) => {
    counted.encodings += 1
    return JSON.stringify([event, data])
  }
  for (const topic of follows) {
    fanOut.subscribe(topic, (publication) => {
      if (publication.kind !== 'frames') return
      for (const frame of publication.frames) counted.sent += encodeOnce(frame, encode).length > 0 ? 1 : 0
    })
  }
  const publish = publisher(fanOut, topics)
  publish()
  const { encodings } = counted
  const events = Math.max(1, Math.round(REACHED / follows.length))
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    for (let event = 0; event < events; event += 1) publish()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / (events * follows.length)
  })
  return { us: median(rounds), encodings }
}

function publisher(fanOut: ReturnType<typeof createMemoryFanOut>, topics: readonly Topic[]): () => void {
  let deliver: (event: DomainEvent) => void = () => undefined
  const bus = { deliver: (given: typeof deliver) => void (deliver = given), on: () => undefined }
  const project = createProject({ gateways: CONTRACTS.map((name) => gatewayOf(name, topics)), strict: false })
  publishEvents({ project, fanOut, bus: bus as unknown as Bus })
  return () => deliver({ type: 'login.ended', login: 'login', user: 'person', at: 0, audience: topics })
}

/** A contract whose event of the shared name has a field of its own. */
function gatewayOf(name: string, topics: readonly Topic[]): Gateway {
  const payload = z.object({ id: z.string(), [name]: z.string() })
  const contract: Contract = defineContract({
    name,
    title: name,
    fromHandshake: true,
    capabilities: [],
    families: {},
    namespaces: { '/': { inbound: {}, outbound: { shared: { payload, summary: '', source: '' } } } },
    rest: {},
  })
  const frames = (): AnyFrame[] =>
    topics.map((to) => ({ to, event: 'shared', data: { id: 'message', [name]: 'a field of its own' } }))
  return { contract, inbound: { '/': {} }, outbound: { 'login.ended': frames }, rest: {} }
}
