import { expect, test } from 'vitest'
import { toUser } from '@/lib/domain/topics'
import { documentedGateways, payloadOf, sharedNames } from '@/lib/testing/documented-events'
import { createProject } from './project'

const SHARED = sharedNames('outbound')

test('the documents share four outbound names, all on `/` of telehealth and helpdesk', () => {
  const names = SHARED.map(({ namespace, event, contracts }) => [namespace, event, ...contracts])
  const shared = ['call:incoming', 'call:accepted', 'call:rejected', 'call:ended']
  expect(names).toEqual(shared.map((event) => ['/', event, 'telehealth', 'helpdesk']))
})

test.each(SHARED)(
  '$event is one frame for both contracts, with the fields of both documents',
  ({ event, contracts, fieldsOf }) => {
    const gateways = documentedGateways(() => undefined).map((gateway) => {
      const { name } = gateway.contract
      const frame = { to: toUser('ann'), event, data: payloadOf(fieldsOf(name)) }
      return contracts.includes(name) ? { ...gateway, outbound: { 'login.ended': () => [frame] } } : gateway
    })
    const frames = createProject({ gateways, strict: true })({
      type: 'login.ended',
      login: 'l',
      user: 'ann',
      at: 0,
      audience: [toUser('ann')],
    })
    const fields = contracts.flatMap((name) => fieldsOf(name))
    expect(frames.get(toUser('ann'))).toEqual([
      { namespace: '/', contracts, event, data: payloadOf([...new Set(fields)]) },
    ])
  },
)
