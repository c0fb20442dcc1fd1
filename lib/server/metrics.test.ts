import { expect, test } from 'vitest'
import { createBus } from './adapters/system/bus'
import { createMetrics } from './metrics'

test('metrics show open sockets, unauthenticated ones, those refused and closed by reason, and dead letters', async () => {
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
    outboxDepths: () => [{ kind: 'report-outcome', state: 'dead', count: 2 }],
  })
  const lines = (await metrics.metrics())
    .split('\n')
    .filter((line) => /^omegoo_(connections|outbox)/.test(line))
  expect(lines).toEqual([
    'omegoo_connections 7',
    'omegoo_connections_unauthenticated 2',
    'omegoo_connections_refused_total{reason="address"} 5',
    'omegoo_connections_closed_total{reason="account"} 4',
    'omegoo_connections_closed_total{reason="unread"} 1',
    'omegoo_outbox_messages{kind="report-outcome",state="dead"} 2',
  ])
})
