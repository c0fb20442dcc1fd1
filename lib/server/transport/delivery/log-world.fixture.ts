import { expect } from 'vitest'
import type { Actor } from '@/lib/domain/accounts'
import { createMemoryConnections } from '@/lib/server/adapters/memory/connections'
import { omegooGateway } from '@/lib/server/gateways/omegoo/gateway'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import { actor, anyone, openCore, type OpenedCore } from '@/lib/server/services/core.fixture'
import { listedBlocks } from '@/lib/server/services/repositories.fixture'
import { createConnectionFactory } from '../sockets/connection'
import { connectionDeps, socketAdapter } from '../sockets/connection.fixture'
import type { LogSource } from '@/lib/server/ports/connections/log-source'
import { createLogReader } from './log-reader'
import { createLossyFanOut } from './lossy-fan-out.fixture'
import { createProject } from './project'
import { publishEvents } from './publish-events'

/** State of two processes: the same, or two ways to the same. */
export interface SharedState {
  readonly sessions: Sessions
  readonly waitingRoom: WaitingRoom
}

export type Name = 'ann' | 'bob'
type Process = 0 | 1

const PEOPLE = { ann: actor('ann'), bob: actor('bob') }

/** One socket, and what it received: positions of entries, and the names of other events. */
export interface Received {
  readonly name: Name
  /** It receives what comes after this. */
  readonly from: number
  readonly seqs: number[]
  readonly contents: string[]
  readonly events: string[]
  readonly dropped: string[]
}

/** Two processes with ann on one and bob on the other, in a session, on a fan-out that fails on request. */
export async function openLogWorld(
  states: readonly [SharedState, SharedState],
  dialect: Record<Name, string> = { ann: TEXT, bob: TEXT },
  moreLogs: readonly LogSource[] = [],
) {
  const { fanOut, ...faults } = createLossyFanOut()
  const [connections, blocks] = [createMemoryConnections(), listedBlocks()]
  const cores = states.map((state) => openCore({ ...state, connections, blocks }))
  const listeners: Received[] = []
  const errors: unknown[] = []
  const connects = cores.map((core) => processOn(core))
  let sockets = 0

  function processOn({ ports: { bus, clock }, connections: opened, accountSockets, logSources }: OpenedCore) {
    const project = createProject({ gateways: [omegooGateway], strict: true })
    publishEvents({ project, fanOut, bus })
    return (who: Actor, receive: (event: string, data: unknown) => void, drop: (reason: string) => void) => {
      const greeted = Promise.withResolvers<void>()
      const { connect } = createConnectionFactory(
        connectionDeps({
          dispatch: {
            handle: async () => undefined,
            greet: async () => greeted.resolve(),
            namespaces: ['/'],
          },
          fanOut,
          connections: opened,
          accountSockets,
          readers: [...logSources, ...moreLogs].map((source) => createLogReader(source, project)),
          clock,
          contracts: [omegooGateway.contract],
          onError: (error) => void errors.push(error),
        }),
      )
      const { socket } = socketAdapter(`socket ${(sockets += 1)}`, {
        send: ({ event, data }) => receive(event, data),
        close: drop,
        drop,
      })
      connect(socket).admit(who)
      return greeted.promise
    }
  }

  const coreOf = (process: Process) => cores[process] as OpenedCore

  /** Opens a socket of a person on a process. */
  async function open(name: Name, process: Process): Promise<Received> {
    const session = await coreOf(process).services.sessions.current(name)
    const from = session?.lastSeq ?? 0
    const received: Received = { name, from, seqs: [], contents: [], events: [], dropped: [] }
    listeners.push(received)
    await connects[process]?.(
      PEOPLE[name],
      receiver(received),
      (reason) => void received.dropped.push(reason),
    )
    return received
  }

  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) for (const core of cores) await core.clock.advance(50)
  }

  function send(name: Name, process: Process, content: string) {
    const message = { content, type: 'text', clientMessageId: content } as const
    return coreOf(process).services.sessions.send(PEOPLE[name], message)
  }

  const first = { ann: await open('ann', 0), bob: await open('bob', 1) }
  for (const [name, process] of [['ann', 0] as const, ['bob', 1] as const])
    await coreOf(process).services.matching.join(PEOPLE[name], { ...anyone, dialect: dialect[name] })
  await pass(1_000)
  const session = await coreOf(0).services.sessions.current('ann')
  if (!session) throw new Error('There is no session')

  return {
    ...faults,
    fanOut,
    ...first,
    session,
    sessions: states[0].sessions,
    core: coreOf(0),
    listeners,
    errors,
    open,
    send,
    pass,
  }
}

export type LogWorld = Awaited<ReturnType<typeof openLogWorld>>

function receiver({ seqs, contents, events }: Received) {
  return (event: string, data: unknown) => {
    const { seq, content, message } = data as { seq?: number; content?: string; message?: string }
    if (seq === undefined) return void events.push(event)
    seqs.push(seq)
    contents.push(content ?? message ?? '')
  }
}

/** Every socket has each entry that is for it once and in order, and no other. */
export async function expectEachOnce(world: LogWorld, dialect: Record<Name, string>): Promise<void> {
  const log = (await world.sessions.missed('ann', world.session.id, 0))?.entries ?? []
  for (const { name, from, seqs, contents, dropped } of world.listeners) {
    const mine = log.filter(({ seq, author }) => seq > from && (dialect[name] === TEXT || author !== name))
    expect([seqs, contents]).toEqual([mine.map(({ seq }) => seq), mine.map(({ content }) => content)])
    expect(dropped).toEqual([])
  }
  expect(world.errors).toEqual([])
}
