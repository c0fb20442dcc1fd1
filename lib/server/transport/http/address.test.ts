import { expect, test } from 'vitest'
import { clientAddress, isLocal } from './address'

test.each([
  { socket: '203.0.113.7', forwarded: undefined, trust: 0, address: '203.0.113.7' },
  { socket: '::ffff:203.0.113.7', forwarded: undefined, trust: 0, address: '203.0.113.7' },
  { socket: '203.0.113.7', forwarded: '198.51.100.1', trust: 0, address: '203.0.113.7' },
  { socket: '10.0.0.1', forwarded: '6.6.6.6, 198.51.100.1', trust: 1, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: '6.6.6.6, 198.51.100.1, 10.0.0.2', trust: 2, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: ['6.6.6.6', '198.51.100.1'], trust: 1, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: '198.51.100.1', trust: 9, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: 'unknown', trust: 1, address: '10.0.0.1' },
  { socket: '10.0.0.1', forwarded: undefined, trust: 1, address: '10.0.0.1' },
  { socket: '2001:db8:1:2:3:4:5:6', forwarded: undefined, trust: 0, address: '2001:db8:1:2:0:0:0:0/64' },
  { socket: '2001:db8:1:2:ffff::1', forwarded: undefined, trust: 0, address: '2001:db8:1:2:0:0:0:0/64' },
  { socket: '10.0.0.1', forwarded: '2001:DB8:1:2::9', trust: 1, address: '2001:db8:1:2:0:0:0:0/64' },
  { socket: '10.0.0.1', forwarded: '2001:db8:1:2:0:0:0:9', trust: 1, address: '2001:db8:1:2:0:0:0:0/64' },
  { socket: '10.0.0.1', forwarded: '::ffff:198.51.100.1', trust: 1, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: '::FFFF:c633:6401', trust: 1, address: '198.51.100.1' },
  { socket: 'fe80::1%eth0', forwarded: undefined, trust: 0, address: 'fe80:0:0:0:0:0:0:0/64' },
  { socket: '10.0.0.1', forwarded: '6.6.6.6, 198.51.100.1', trust: 2, address: '6.6.6.6' },
  { socket: '10.0.0.1', forwarded: ['6.6.6.6, 198.51.100.1', '10.0.0.2'], trust: 2, address: '198.51.100.1' },
  { socket: '10.0.0.1', forwarded: ' , ,,198.51.100.1,, ', trust: 1, address: '198.51.100.1' },
  ...[
    '',
    ',,,',
    '1.2.3.4.5',
    '2001:db8::/64',
    '<script>',
    '1.2.3.4:80:90',
    '1.2.3.4:http',
    '[1.2.3.4',
    '[]:443',
    '[evil]:443',
    ':5432',
    '\u0661',
    ','.repeat(15_000),
  ].map((forwarded) => ({ socket: '10.0.0.1', forwarded, trust: 1, address: '10.0.0.1' })),
  ...[
    '198.51.100.7:5432',
    '198.51.100.7:0',
    '"198.51.100.7:5432"',
    ' 198.51.100.7:65535 ',
    '[::ffff:198.51.100.7]:443',
    '6.6.6.6:1, 198.51.100.7:5432',
  ].map((forwarded) => ({ socket: '10.0.0.1', forwarded, trust: 1, address: '198.51.100.7' })),
  ...['[2001:db8::1]:443', '"[2001:db8::1]:443"', '[2001:db8::1]', '"[2001:db8::1]"', '"2001:db8::1"'].map(
    (forwarded) => ({ socket: '10.0.0.1', forwarded, trust: 1, address: '2001:db8:0:0:0:0:0:0/64' }),
  ),
  { socket: undefined, forwarded: undefined, trust: 0, address: 'unknown' },
])('$socket behind $trust proxies, forwarded for $forwarded, is $address', (row) => {
  const { socket: socketAddress, forwarded: forwardedFor, trust: trustProxy } = row
  expect(clientAddress({ socketAddress, forwardedFor, trustProxy })).toBe(row.address)
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['', false],
  [undefined, false],
])('%s is this machine: %s', (remoteAddress, expected) => {
  expect(isLocal({ socket: { remoteAddress }, headers: {} })).toBe(expected)
})

test.each([
  ['localhost', true],
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['omegoo.example', false],
  ['127.0.0.1.example:3000', false],
  ['localhost.example', false],
  ['10.0.0.1', false],
  ['a b', false],
  ['', false],
])('a request from this machine for the host %s is a local program’s: %s', (host, expected) => {
  expect(isLocal({ socket: { remoteAddress: '127.0.0.1' }, headers: { host } })).toBe(expected)
})

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-proto'])(
  'a local proxy that sets %s forwards for another client',
  (header) => {
    expect(isLocal({ socket: { remoteAddress: '127.0.0.1' }, headers: { [header]: 'x' } })).toBe(false)
  },
)
