import { expect, test } from 'vitest'
import { defineContract } from '@/lib/contracts/kit'
import { defineGateway } from './kit'

test('an event that is carried and in silent throws, where the types were evaded', () => {
  const contract = defineContract({
    name: 'odd',
    title: 'Odd',
    fromHandshake: false,
    capabilities: [],
    families: {},
    namespaces: {},
    rest: {},
  })
  const define = defineGateway as (gateway: object) => unknown
  const tables = { contract, inbound: {}, outbound: { 'queue.left': () => [] }, rest: {} }
  expect(() => define({ ...tables, silent: ['queue.left'] })).toThrow(
    'odd: queue.left is carried and in silent',
  )
})
