import { expect, test } from 'vitest'
import { createProxyWarning } from './proxy-warning'

const HOUR = 60 * 60_000

/** The warnings about requests with these headers that count for this address. */
function warnings(
  trustProxy: number,
  address: string,
  forwarded: string | undefined,
  at: readonly number[] = [0],
) {
  const logged: string[] = []
  let now = 0
  const check = createProxyWarning({
    trustProxy,
    clock: { now: () => now },
    warn: (line) => logged.push(line),
  })
  for (now of at) check({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, address)
  return logged
}

test.each([
  { trustProxy: 0, address: '127.0.0.1', forwarded: '198.51.100.7' },
  { trustProxy: 0, address: '10.1.2.3', forwarded: '198.51.100.7' },
  { trustProxy: 0, address: '172.20.0.5', forwarded: '198.51.100.7, 203.0.113.4' },
  { trustProxy: 0, address: '0:0:0:0:0:0:0:0/64', forwarded: undefined, not: true },
  { trustProxy: 0, address: 'fd00:1:2:3:0:0:0:0/64', forwarded: '198.51.100.7' },
  { trustProxy: 1, address: '192.168.0.2', forwarded: '198.51.100.7, 192.168.0.2' },
  { trustProxy: 1, address: '192.168.0.2', forwarded: '192.168.0.2', not: true },
  { trustProxy: 1, address: '198.51.100.7', forwarded: '198.51.100.7', not: true },
  { trustProxy: 0, address: '203.0.113.4', forwarded: '198.51.100.7', not: true },
  { trustProxy: 0, address: '127.0.0.1', forwarded: undefined, not: true },
  { trustProxy: 0, address: 'unknown', forwarded: '198.51.100.7', not: true },
])('TRUST_PROXY=$trustProxy, $forwarded by $address', ({ trustProxy, address, forwarded, not }) => {
  const logged = warnings(trustProxy, address, forwarded)
  expect(logged).toHaveLength(not ? 0 : 1)
  if (!not) expect(logged[0]).toMatch(/TRUST_PROXY.*shares one address.*Set TRUST_PROXY/)
})

test('the warning is logged once an hour at most', () => {
  expect(warnings(0, '127.0.0.1', '198.51.100.7', [0, 1, HOUR - 1, HOUR, HOUR + 1, 2 * HOUR])).toHaveLength(3)
})
