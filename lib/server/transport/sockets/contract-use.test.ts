import { expect, test } from 'vitest'
import { viewingOf } from '@/lib/domain/capabilities'
import { ContractUse, spokenOn } from './contract-use'

const CONTRACTS = [
  {
    name: 'pwa',
    fromHandshake: true,
    capabilities: ['sessions', 'presence'],
    abilities: { confirm: 'confirmation' },
  },
  { name: 'visits', fromHandshake: true, capabilities: ['calls', 'presence'] },
  { name: 'desk', fromHandshake: false, capabilities: ['conversations', 'presence'] },
] as const

test('a connection of the handshake is here for all contracts that it speaks, until it uses one', () => {
  const use = new ContractUse(CONTRACTS, {})
  expect(use.changedCapabilities()).toBeUndefined()
  use.admit()
  expect(use.changedCapabilities()).toEqual(['sessions', 'presence', 'calls', 'active'])
  use.use('desk')
  expect(use.changedCapabilities()).toEqual(['conversations', 'presence', 'active'])
  use.use('desk')
  expect(use.changedCapabilities()).toBeUndefined()
  use.use('pwa')
  expect(use.changedCapabilities()).toEqual(['sessions', 'presence', 'conversations', 'active'])
  expect([[...use.speaks], [...use.used]]).toEqual([
    ['pwa', 'visits', 'desk'],
    ['desk', 'pwa'],
  ])
})

test('contracts are kept in the order of their last use', () => {
  const use = new ContractUse(CONTRACTS, {})
  for (const name of ['pwa', 'desk', 'pwa']) use.use(name)
  expect([...use.used]).toEqual(['desk', 'pwa'])
})

test.each([
  { can: ['confirm', 'unknown'], here: ['sessions', 'presence', 'confirmation'] },
  { can: ['constructor', '__proto__'], here: ['sessions', 'presence'] },
  { can: 'confirm', here: ['sessions', 'presence'] },
  { can: [7, null], here: ['sessions', 'presence'] },
])('what a client can by its handshake ($can) adds to what it is here for', ({ can, here }) => {
  const use = new ContractUse(CONTRACTS, { pwa: { can } })
  use.use('pwa')
  expect(use.changedCapabilities()).toEqual([...here, 'active'])
})

test('a connection before which nobody sits is not active, and the conversations that are open on it are named', () => {
  const use = new ContractUse(CONTRACTS, {})
  use.use('desk')
  use.view('a')
  use.setActive(false)
  expect(use.changedCapabilities()).toEqual(['conversations', 'presence', viewingOf('a')])
  use.setActive(true)
  expect([use.close('a'), use.close('a')]).toEqual([true, false])
  expect(use.changedCapabilities()).toEqual(['conversations', 'presence', 'active'])
})

test('beyond fifty open conversations the one opened first is not open any more', () => {
  const use = new ContractUse(CONTRACTS, {})
  for (let n = 0; n <= 50; n += 1) use.view(String(n))
  expect([use.close('0'), use.close('1')]).toEqual([false, true])
})

test('a connection of a namespace speaks the contracts that have it, and is here for what the namespace is for', () => {
  const [namespace, rooms] = [
    { inbound: {}, outbound: {} },
    { capabilities: ['presence'], inbound: {}, outbound: {} },
  ] as const
  const contracts: Parameters<typeof spokenOn>[0] = [
    { ...CONTRACTS[0], namespaces: { '/': namespace } },
    { ...CONTRACTS[1], namespaces: { '/': namespace, '/presence': rooms } },
  ]
  const use = new ContractUse(spokenOn(contracts, '/presence'), {})
  use.admit()
  expect([...use.speaks]).toEqual(['visits'])
  expect(use.changedCapabilities()).toEqual(['presence', 'active'])
})
