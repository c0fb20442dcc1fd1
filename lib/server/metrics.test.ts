import { expect, test } from 'vitest'
import { createBus } from './adapters/system/bus'
import { createMetrics } from './metrics'

test('open sockets, those of nobody, and those refused and closed by reason', async () => {
  const metrics = createMetrics({
    bus: createBus((error) => expect.fail(String(error))),
    live: () => ({ online: 3, waiting: 1, talking: 2 }),
    heldBack: () => 0,
    connections: () => 7,
    unauthenticated: () => 2,
    unwanted: () => [
      { how: 'refused', reason: 'address', count: 5 },
      { how: 'closed', reason: 'account', count: 4 },
      { how: 'closed', reason: 'unread', count: 1 },
    ],
    handled: () => 0,
  })
  const lines = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('omegoo_connections'))
  expect(lines).toEqual([
    'omegoo_connections 7',
    'omegoo_connections_unauthenticated 2',
    'omegoo_connections_refused_total{reason="address"} 5',
    'omegoo_connections_closed_total{reason="account"} 4',
    'omegoo_connections_closed_total{reason="unread"} 1',
  ])
})
