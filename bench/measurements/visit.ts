import type { Contender, Person } from '../contenders/contender'
import { gather, type Member, pairUp } from '../crowd'
import type { ServerProcess } from '../server-process'
import { type MemoryReading, perConnection, readMemory } from './memory'
import { measureMessages, type MessageFigures } from './messages'

export interface Load {
  /** An even number, BASE or more. */
  readonly connections: number
  /** Messages a second, of everybody together. */
  readonly rate: number
  readonly seconds: number
}

export interface Visit {
  /** What each connection beyond the first thousand costs, bytes; undefined: there were none. */
  readonly connected: MemoryReading | undefined
  /** The same for connections whose people are in a talk. */
  readonly talking: MemoryReading | undefined
  readonly messages: MessageFigures
}

/** From here on memory is counted: what a server needs once has been taken by then. */
const BASE = 1_000
const WARM_UP = { rate: 500, seconds: 4 }

/**
 * A server is started, a crowd comes, everybody talks, and it is stopped.
 *
 * @param more - what else to measure while everybody is in a talk
 */
export async function visit<P extends Person, More>(
  contender: Contender<P>,
  load: Load,
  more: (members: readonly Member<P>[]) => Promise<More>,
): Promise<Visit & { more: More }> {
  const servers = await contender.start()
  try {
    const { members, ...memory } = await fill(contender, servers, load.connections)
    const messages = await measureMessages(servers, members, load)
    const found = { ...memory, messages, more: await more(members) }
    for (const { person } of members) person.drop()
    return found
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function fill<P extends Person>(
  contender: Contender<P>,
  servers: readonly ServerProcess[],
  connections: number,
) {
  const first = await gather(contender, servers, { from: 0, to: BASE })
  await pairUp(first)
  await measureMessages(servers, first, WARM_UP)
  const atFirst = await readMemory(servers)
  const count = connections - BASE
  if (count === 0) return { members: first, connected: undefined, talking: undefined }

  const others = await gather(contender, servers, { from: BASE, to: connections })
  const connected = perConnection(atFirst, await readMemory(servers), count)
  await pairUp(others)
  const talking = perConnection(atFirst, await readMemory(servers), count)
  return { members: [...first, ...others], connected, talking }
}
