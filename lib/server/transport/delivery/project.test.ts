import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { defineContract } from '@/lib/contracts/kit'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import { createBus } from '@/lib/server/adapters/system/bus'
import { actor } from '@/lib/server/services/core.fixture'
import type { Gateway } from '@/lib/server/gateways/kit'
import { createConnectionFactory } from '../sockets/connection'
import { connectionDeps, socketAdapter } from '../sockets/connection.fixture'
import { createProject } from './project'
import { publishEvents } from './publish-events'

type Fields = Readonly<Record<string, string>>

/** A contract that carries `login.ended` as one event, `ended`, with these fields. */
function dialect(name: string, fields: Fields, times = 1): Gateway {
  const payload = z.object(Object.fromEntries(Object.keys(fields).map((key) => [key, z.string()] as const)))
  return {
    contract: defineContract({
      name,
      title: name,
      fromHandshake: true,
      capabilities: [],
      families: {},
      namespaces: {
        '/': { inbound: {}, outbound: { ended: { payload, summary: 'Over', source: 'example "Ended"' } } },
      },
      rest: {},
    }),
    inbound: { '/': {} },
    outbound: {
      'login.ended': ({ user }: DomainEventOf<'login.ended'>) =>
        Array.from({ length: times }, () => ({ to: toUser(user), event: 'ended', data: fields })),
    },
    rest: {},
  }
}

/** What a connection of ann receives of one `login.ended`, by the contracts it speaks. */
async function received(
  gateways: readonly Gateway[],
  speaks: readonly string[],
): Promise<[string, unknown][]> {
  const rethrow = (error: unknown) => {
    throw error
  }
  const [fanOut, bus] = [createMemoryFanOut(), createBus(rethrow)]
  publishEvents({ project: createProject({ gateways, strict: true }), fanOut, bus })
  const contracts = speaks.map((name) => ({
    name,
    fromHandshake: true,
    capabilities: [],
    namespaces: { '/': { inbound: {}, outbound: {} } },
  }))
  const { connect } = createConnectionFactory(connectionDeps({ fanOut, contracts }))
  const { socket, sent } = socketAdapter('one')
  const connection = connect(socket)
  connection.admit(actor('ann'))
  await vi.waitFor(() => expect(connection.isAdmitted()).toBe(true))
  await bus.publish({ type: 'login.ended', login: 'other', user: 'ann', at: 0, audience: [toUser('ann')] })
  return sent.map(({ event, data }) => [event, data])
}

const one = dialect('one', { callId: 'c', from: 'bob' })
const two = dialect('two', { callId: 'c', callerId: 'bob' })
const union = { callId: 'c', from: 'bob', callerId: 'bob' }

test.each([
  { speaks: ['one', 'two'], receives: [['ended', union]] },
  { speaks: ['one'], receives: [['ended', union]] },
  { speaks: ['two'], receives: [['ended', union]] },
  { speaks: ['three'], receives: [] },
])('an event that two contracts share reaches a speaker of $speaks once, with all fields', async (row) => {
  expect(await received([one, two], row.speaks)).toEqual(row.receives)
})

test('an event that one contract carries twice stays two frames', async () => {
  const twice = dialect('two', { callId: 'c', callerId: 'bob' }, 2)
  expect(await received([one, twice], ['two'])).toEqual([
    ['ended', union],
    ['ended', { callId: 'c', callerId: 'bob' }],
  ])
})

test('contracts that disagree about a field fail before a frame is sent', async () => {
  const other = dialect('two', { callId: 'another' })
  await expect(received([one, other], ['one'])).rejects.toThrow('one and two disagree about ended')
})
