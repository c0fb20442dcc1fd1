import { expect, test } from 'vitest'
import { actor } from '@/lib/server/services/core.fixture'
import { documentedGateways, type Handled, payloadOf, sharedNames } from '@/lib/testing/documented-events'
import { connectionOf, dispatchOf } from './dispatch.fixture'

const SHARED = sharedNames('inbound')
/** An event that only this contract has on `/`. */
const OWN: Readonly<Record<string, string>> = {
  omegoo: 'leave-queue',
  telehealth: 'room:join',
  helpdesk: 'authenticate',
}

function setUp() {
  const handled: Handled[] = []
  const dispatch = dispatchOf(documentedGateways((one) => void handled.push(one)))
  const { client } = connectionOf(actor('ann'), ['omegoo', 'telehealth'])
  const send = async (event: string, payload: unknown = {}) => {
    await dispatch.handle(client, event, payload, () => undefined)
    return handled.at(-1)
  }
  return { client, send }
}

test('the documents share three inbound names, all on `/` of telehealth and helpdesk', () => {
  const names = SHARED.map(({ namespace, event, contracts }) => [namespace, event, ...contracts])
  expect(names).toEqual(
    ['call:accept', 'call:reject', 'call:end'].map((event) => ['/', event, 'telehealth', 'helpdesk']),
  )
})

const cases = SHARED.flatMap(({ event, contracts, fieldsOf }) =>
  contracts.map((last) => ({
    event,
    last,
    before: contracts.filter((one) => one !== last),
    fields: fieldsOf(last),
  })),
)

test.each(cases)(
  '$event is handled by $last, with all its fields, when $last was used last by a name of its own',
  async ({ event, last, before, fields }) => {
    const { send } = setUp()
    for (const contract of [last, ...before, 'omegoo', last]) await send(OWN[contract] ?? '')
    const input = payloadOf(fields)
    expect(await send(event, input)).toEqual({ contract: last, event, input })
  },
)

test.each(SHARED)(
  '$event makes a connection speak nothing, and changes no order',
  async ({ event, fieldsOf }) => {
    const { client, send } = setUp()
    await send('authenticate')
    await send('room:join')
    const [speaks, used] = [[...client.speaks], [...client.used]]
    await send(event, payloadOf(fieldsOf('helpdesk')))
    expect([[...client.speaks], [...client.used]]).toEqual([speaks, used])
    expect(used).toEqual(['helpdesk', 'telehealth'])
  },
)

test.each(SHARED)(
  '$event with a payload that does not fit the contract used last is handled by the one used before it',
  async ({ event, fieldsOf }) => {
    const { send } = setUp()
    for (const contract of ['telehealth', 'helpdesk']) await send(OWN[contract] ?? '')
    const input = payloadOf(fieldsOf('telehealth'))
    expect(await send(event, input)).toEqual({ contract: 'telehealth', event, input })
  },
)

test.each(SHARED)(
  '$event is handled in the order of the handshake while no own name was used',
  async ({ event, fieldsOf }) => {
    const { client, send } = setUp()
    const handled = await send(event, payloadOf(fieldsOf('helpdesk')))
    expect(handled).toEqual({ contract: 'telehealth', event, input: payloadOf(fieldsOf('telehealth')) })
    expect(client.speaks.has('helpdesk')).toBe(false)
  },
)

test('a helpdesk client that authenticates by its event keeps the session description of call:accept', async () => {
  const { send } = setUp()
  await send('authenticate')
  const input = { callId: 'c', answer: { type: 'answer', sdp: 'v=0' }, targetUserId: 'bob' }
  expect(await send('call:accept', input)).toEqual({ contract: 'helpdesk', event: 'call:accept', input })
})
