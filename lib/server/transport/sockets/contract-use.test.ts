import { expect, test } from 'vitest'
import { ContractUse } from './contract-use'

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
  expect(use.changedCapabilities()).toEqual(['sessions', 'presence', 'calls'])
  use.use('desk')
  expect(use.changedCapabilities()).toEqual(['conversations', 'presence'])
  use.use('desk')
  expect(use.changedCapabilities()).toBeUndefined()
  use.use('pwa')
  expect(use.changedCapabilities()).toEqual(['sessions', 'presence', 'conversations'])
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
  expect(use.changedCapabilities()).toEqual(here)
})
