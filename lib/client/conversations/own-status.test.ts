import { expect, test } from 'vitest'
import { settled } from '@/lib/client/testing/fake-clock'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import { createOwnStatus } from './own-status'

const seen = { userId: 'ann', statusMessage: null, connectionCount: 1 }

async function open() {
  const socket = createFakeSocket<typeof telehealth>()
  const own = createOwnStatus(socket, 'ann')
  const online = { ...seen, status: 'online' as const, customStatus: null }
  socket.answer('presence:get', { success: true, presences: [online] })
  await settled()
  return { socket, own, now: own.store.getState }
}

test('one’s own status is what the server has, and offline without a connection', async () => {
  const { socket, now } = await open()
  expect(now()).toEqual({ status: 'online', customStatus: null })
  socket.goOffline()
  expect(now().status).toBe('offline')
  socket.comeBack()
  expect(socket.sentAs('presence:get')).toHaveLength(2)
})

test('what was chosen on another device shows, what others chose does not', async () => {
  const { socket, now } = await open()
  const changed = { ...seen, status: 'busy' as const, customStatus: 'Lunch', timestamp: '' }
  socket.publish('presence:changed', { ...changed, userId: 'bob' })
  expect(now().status).toBe('online')
  socket.publish('presence:changed', changed)
  expect(now()).toEqual({ status: 'busy', customStatus: 'Lunch' })
})

test('a choice that did not get through says so', async () => {
  const { socket, own } = await open()
  const choice = own.choose('away', 'Lunch')
  expect(socket.sentAs('presence:setStatus')).toEqual([{ status: 'away', customStatus: 'Lunch' }])
  socket.answer('presence:setStatus', undefined)
  expect(await choice).toBe(false)
})
