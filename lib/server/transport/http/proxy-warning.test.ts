import { expect, test } from 'vitest'
import { createProxyWarning } from './proxy-warning'

const HOUR = 60 * 60_000

/** What is said of requests that came with these headers and count for this address. */
function warnings(
  trustProxy: number,
  address: string,
  forwarded: string | undefined,
  at: readonly number[] = [0],
) {
  const said: string[] = []
  let now = 0
  const look = createProxyWarning({ trustProxy, clock: { now: () => now }, warn: (line) => said.push(line) })
  for (now of at) look({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, address)
  return said
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
  const said = warnings(trustProxy, address, forwarded)
  expect(said).toHaveLength(not ? 0 : 1)
  if (!not) expect(said[0]).toMatch(/TRUST_PROXY.*shares one address.*Set TRUST_PROXY/)
})

test('it is said once an hour at most', () => {
  expect(warnings(0, '127.0.0.1', '198.51.100.7', [0, 1, HOUR - 1, HOUR, HOUR + 1, 2 * HOUR])).toHaveLength(3)
})
