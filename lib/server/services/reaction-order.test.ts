import { expect, test } from 'vitest'
import { createBus } from '@/lib/server/adapters/system/bus'
import type { Bus } from '@/lib/server/ports/system'
import { actor, anyone, anyoneGeneric, HERE, openCore } from './core.fixture'

type Order = 'as registered' | 'reversed'
type Scenario = (core: ReturnType<typeof openCore>) => Promise<unknown>

const [ann, bob] = [actor('ann'), actor('bob')]
const ban = ({ ports, clock }: ReturnType<typeof openCore>) =>
  ports.bus.signal({ type: 'account.banned', user: 'ann', by: 'moderator', at: clock.now() })
const close = ({ ports, clock }: ReturnType<typeof openCore>) =>
  ports.bus.signal({ type: 'account.closing', user: 'ann', at: clock.now() })
const complaint = { type: 'spam', description: 'spam', screenshots: [], occurredAt: null } as const
const message = { content: 'hello', type: 'text', clientMessageId: null } as const

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a message ends typing': async (core) => {
    await core.pairUp(ann, bob)
    await core.services.typing.start(ann)
    await core.services.sessions.send(ann, message)
  },
  'a typing participant loses the connection and comes back': async (core) => {
    await core.pairUp(ann, bob)
    await core.services.typing.start(ann)
    await core.connections.closed(ann, 'ann 1')
    await core.services.sessions.send(bob, message)
    await core.connections.declare(ann, 'ann 2', HERE)
    await core.services.sessions.resume(ann, { lastSeq: 0, dialect: anyone.dialect, chatType: 'text' })
  },
  'a participant comes back by being connected': async (core) => {
    await core.pairUp(ann, bob, anyoneGeneric)
    await core.connections.closed(ann, 'ann 1')
    await core.services.sessions.send(bob, message)
    await core.connections.declare(ann, 'ann 2', HERE)
  },
  'a participant blocks the partner': async (core) => {
    await core.pairUp(ann, bob)
    await core.services.moderation.block(ann, 'bob')
  },
  'a participant reports the partner while typing': async (core) => {
    await core.pairUp(ann, bob)
    await core.services.typing.start(ann)
    await core.services.moderation.report(ann, complaint)
  },
  'a participant is banned': async (core) => {
    await core.pairUp(ann, bob)
    await ban(core)
  },
  'a participant deletes the account': async (core) => {
    await core.pairUp(ann, bob)
    await close(core)
  },
  ...Object.fromEntries(
    Object.entries({
      banned: ban,
      'deleting the account': close,
      disconnected: (core: ReturnType<typeof openCore>) => core.connections.closed(ann, 'ann 1'),
    }).map(([what, act]): [string, Scenario] => [
      `a waiting person is ${what}`,
      async (core) => {
        await core.connections.declare(ann, 'ann 1', HERE)
        await core.services.matching.join(ann, anyone)
        await act(core)
      },
    ]),
  ),
}

/** A bus whose reactions run in the order in which they were registered, or in the opposite one. */
function busIn(order: Order, onError: (error: unknown) => void) {
  const bus = createBus(onError)
  const registrations: (() => void)[] = []
  const held: Bus = { ...bus, on: (type, reaction) => void registrations.push(() => bus.on(type, reaction)) }
  const inOrder = () => (order === 'reversed' ? registrations.toReversed() : registrations)
  return { bus: held, register: () => inOrder().forEach((register) => register()) }
}

/** What each topic receives, and what is left in the end. */
async function play(scenario: Scenario, order: Order) {
  const failures: unknown[] = []
  const { bus, register } = busIn(order, (error) => void failures.push(error))
  const core = openCore({ bus })
  register()
  const received: Record<string, string[]> = {}
  bus.deliver(({ type, audience }) => {
    for (const topic of audience) (received[topic] ??= []).push(type)
  })
  await scenario(core)
  await core.clock.advance(4_000)
  const { ports } = core
  const left = { waiting: ports.waitingRoom.size(), sessions: ports.sessions.size() }
  return { received, left, past: ports.history.all.length, failures }
}

test.each(Object.entries(SCENARIOS))(
  '%s: all receive the same in the same order, in whatever order reactions were registered',
  async (_, scenario) => {
    const asRegistered = await play(scenario, 'as registered')
    expect(asRegistered.failures).toEqual([])
    expect(Object.keys(asRegistered.received)).toContain('user:ann')
    expect(await play(scenario, 'reversed')).toEqual(asRegistered)
  },
)
