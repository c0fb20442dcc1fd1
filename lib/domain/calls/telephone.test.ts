import { expect, test } from 'vitest'
import { advance, secondsOf, type TelephoneCall, type TelephoneStatus } from './telephone'

const placed: TelephoneCall = {
  id: 'c1',
  tenantId: 't',
  placer: 'ann',
  customerNumber: '+15550100',
  assistantId: null,
  status: 'initiated',
  endedReason: null,
  placedAt: 0,
  answeredAt: null,
  endedAt: null,
}
const after = (...steps: readonly TelephoneStatus[]) =>
  steps.reduce(
    (call, status, index) => advance(call, { status, endedReason: 'a reason' }, index * 1_000) ?? call,
    placed,
  )

test('a call goes forward alone, whatever comes twice or late', () => {
  expect(after('ringing', 'ringing', 'initiated').status).toBe('ringing')
  expect(after('in-progress', 'ringing')).toMatchObject({
    status: 'in-progress',
    answeredAt: 0,
    endedReason: null,
  })
  expect(after('ended', 'failed', 'in-progress')).toMatchObject({
    status: 'ended',
    endedReason: 'a reason',
    endedAt: 0,
  })
})

test('its length counts from the answer', () => {
  expect(secondsOf(after('ringing', 'in-progress', 'ringing', 'ringing', 'ended'), 0)).toBe(3)
  expect(secondsOf(after('in-progress'), 5_999)).toBe(5)
  expect(secondsOf(after('ringing', 'ended'), 9_000)).toBe(0)
})
