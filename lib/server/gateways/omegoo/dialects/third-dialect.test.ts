import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { defineContract } from '@/lib/contracts/kit'
import { omegoo } from '@/lib/contracts/omegoo/contract'
import { tables } from '@/lib/contracts/tables'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import { actor, openCore } from '@/lib/server/services/core.fixture'
import { createDispatch } from '@/lib/server/transport/dispatch/dispatch'
import { createProject } from '@/lib/server/transport/delivery/project'
import { publishEvents } from '@/lib/server/transport/delivery/publish-events'
import { createConnectionFactory } from '@/lib/server/transport/sockets/connection'
import { connectionDeps, socketAdapter } from '@/lib/server/transport/sockets/connection.fixture'
import { partnerOf } from '@/lib/domain/sessions'
import type { EventOf, Gateway, GatewayInbound } from '../../kit'
import { omegooGateway } from '../gateway'
import { iceInbound } from '../ice-servers'
import { mediaOutbound } from '../media-outbound'
import { outbound } from '../outbound'
import { paymentInbound, paymentOutbound } from '../payments'
import { sessionOutbound } from '../session-outbound'
import { adminFeed } from '../admin-feed'
import { DIALECTS } from './all'
import { genericInbound } from './generic'
import type { SessionDialect } from './session-dialect'
import { textInbound } from './text'
import { mediaInbound } from './media'
import { voiceInbound } from './voice'

// 1. The contract's rows.

const row = {
  access: 'authenticated',
  family: 'generic',
  limits: [],
  summary: 'a test',
  source: 'none',
} as const
const sent = <T extends z.ZodRawShape>(shape: T) => ({
  payload: z.object(shape),
  summary: 'a test',
  source: 'none',
})
const contract = defineContract({
  ...omegoo,
  namespaces: {
    ...omegoo.namespaces,
    '/': {
      inbound: {
        ...omegoo.namespaces['/'].inbound,
        third_join: { ...row, input: z.object({}) },
        third_say: { ...row, input: z.object({ words: z.string() }) },
      },
      outbound: {
        ...omegoo.namespaces['/'].outbound,
        third_found: sent({ with: z.string() }),
        third_said: sent({ words: z.string(), mine: z.boolean() }),
        third_over: sent({ why: z.string() }),
      },
    },
  },
})

// 2. The dialect's file.

const THIRD = 'omegoo-third'
const third: SessionDialect<EventOf<typeof contract>> = {
  name: THIRD,
  asks: false,
  queueJoined: () => [],
  queueLeft: () => [],
  matchFound: (session, reader) => [
    { event: 'third_found', data: { with: partnerOf(session, reader).publicId }, awaitsEnd: true },
  ],
  message: (_, { content, author }, reader) => [
    { event: 'third_said', data: { words: content, mine: author === reader } },
  ],
  delivered: () => [],
  partnerTyping: () => [],
  partnerDisconnected: () => [],
  partnerReturned: () => [],
  ended: (_, __, { cause }) => [{ event: 'third_over', data: { why: cause } }],
  lost: () => [{ event: 'third_over', data: { why: 'lost' } }],
}
const thirdInbound = {
  third_join: async (_, { actor: who, services }) =>
    void (await services.matching.join(who, { chatType: 'text', minTier: 0, interests: [], dialect: THIRD })),
  third_say: async ({ words: content }, { actor: who, services }) =>
    void (await services.sessions.send(who, { content, type: 'text', clientMessageId: null })),
} satisfies Partial<GatewayInbound<typeof contract>['/']>

// 3. The gateway's list.

const gateway: Gateway = {
  ...omegooGateway,
  contract,
  inbound: {
    ...omegooGateway.inbound,
    '/': tables(
      genericInbound,
      mediaInbound,
      textInbound,
      voiceInbound,
      iceInbound,
      paymentInbound,
      thirdInbound,
    ),
  },
  outbound: tables(
    sessionOutbound<EventOf<typeof contract>>([...DIALECTS, third]),
    mediaOutbound,
    outbound,
    paymentOutbound,
    adminFeed,
  ),
}

/** A process that speaks three dialects, and two people connected to it. */
function open() {
  const core = openCore()
  const { bus, clock } = core.ports
  const fanOut = createMemoryFanOut()
  const gateways = [gateway]
  publishEvents({ project: createProject({ gateways, strict: true }), fanOut, bus })
  const { services, connections, limits } = core
  const dispatch = createDispatch({
    gateways,
    services,
    limits,
    log: { error: (context) => expect.fail(JSON.stringify(context)) },
  })
  const { connect } = createConnectionFactory(
    connectionDeps({ dispatch, fanOut, connections, clock, contracts: [contract] }),
  )

  async function connectAs(user: string) {
    const { socket, sent: frames } = socketAdapter(user)
    const connection = connect(socket)
    connection.admit(actor(user))
    await vi.waitFor(() => expect(connection.isAdmitted()).toBe(true))
    const ask = (event: string, payload: unknown = {}) =>
      new Promise((resolve) => connection.receive(event, payload, resolve))
    return { ask, frames }
  }
  return { core, connectAs }
}

test('a third dialect needs its file, its contract rows and its name in the list, and meets the other ones', async () => {
  const { core, connectAs } = open()
  const [ann, cas] = [await connectAs('ann'), await connectAs('cas')]
  await ann.ask('join_text_queue')
  expect(await cas.ask('third_join')).toEqual({ success: true })
  await core.clock.advance(1_000)
  expect(cas.frames.at(-1)).toEqual({
    event: 'third_found',
    data: { with: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })

  await cas.ask('third_say', { words: 'hello' })
  await ann.ask('send_text_message', { content: 'welcome' })
  expect(cas.frames.slice(-2)).toEqual([
    { event: 'third_said', data: { words: 'hello', mine: true } },
    { event: 'third_said', data: { words: 'welcome', mine: false } },
  ])
  await ann.ask('leave_text_room')
  expect(cas.frames.at(-1)).toEqual({ event: 'third_over', data: { why: 'left' } })
  expect(ann.frames.map(({ event }) => event)).toEqual([
    'text_queue_joined',
    'text_match_found',
    'text_message_received',
    'text_message_received',
    'text_room_ended',
  ])
})
