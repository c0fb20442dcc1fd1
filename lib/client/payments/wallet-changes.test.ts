import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/client/testing/fake-clock'
import { createWalletChanges } from './wallet-changes'

test('an answer and its news are one change, of payments only where something was paid', async () => {
  const clock = createFakeClock()
  const changes: boolean[] = []
  const { spent, paid } = createWalletChanges((isPayment) => changes.push(isPayment), clock)
  paid()
  spent()
  await clock.pass(500)
  spent()
  spent()
  await clock.pass(500)
  expect(changes).toEqual([true, false])
})
