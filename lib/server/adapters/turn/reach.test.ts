import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { createRelayReach } from './reach'

const server = process.env.TEST_TURN_URL

/** A datagram server that makes of each request what the test decides; by its port. */
async function answering(answer: (request: Buffer, count: number) => Buffer | undefined): Promise<number> {
  const socket = createSocket('udp4')
  let count = 0
  socket.on('message', (request, { port, address }) => {
    const reply = answer(request, (count += 1))
    if (reply) socket.send(reply, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket.address().port
}

const success = (request: Buffer) => Buffer.concat([Buffer.from([0x01, 0x01]), request.subarray(2)])
const reach = (...urls: string[]) => createRelayReach(urls).count()

test('a relay that answers a binding request is there, also with an error, and also at the second try', async () => {
  const refusing = (request: Buffer) => Buffer.concat([Buffer.from([0x01, 0x11]), request.subarray(2)])
  for (const answer of [
    success,
    refusing,
    (request: Buffer, count: number) => (count > 1 ? success(request) : undefined),
  ]) {
    const port = await answering(answer)
    expect(await reach(`turn:127.0.0.1:${port}?transport=udp`)).toEqual({ answering: 1, of: 1 })
  }
})

test('what is no answer to the request does not count: silence, noise, another transaction', async () => {
  const other = (request: Buffer) => success(Buffer.concat([request.subarray(0, 8), Buffer.alloc(12)]))
  const ports = await Promise.all(
    [() => undefined, () => Buffer.from('hello'), (request: Buffer) => request, other].map(answering),
  )
  const urls = ports.map((port) => `turn:127.0.0.1:${port}`)
  expect(await reach(...urls)).toEqual({ answering: 0, of: 4 })
})

test('a closed port and an unknown host are not there', async () => {
  const port = await freePort()
  const urls = [`turn:127.0.0.1:${port}`, `turns:127.0.0.1:${port}`, 'turn:relay.invalid:3478']
  // The first two are one server, which is asked once.
  expect(await reach(...urls)).toEqual({ answering: 0, of: 2 })
})

test('a relay over TCP or TLS alone is there when it takes connections', async () => {
  const tcp = createServer().listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  onTestFinished(() => void tcp.close())
  const { port } = tcp.address() as AddressInfo
  expect(await reach(`turn:127.0.0.1:${port}?transport=tcp`)).toEqual({ answering: 1, of: 1 })
  expect(await reach(`turns:127.0.0.1:${port}`)).toEqual({ answering: 1, of: 1 })
})

test('one server under several addresses counts once, and without any there is nothing to ask', async () => {
  const port = await answering(success)
  const urls = ['?transport=tcp', '?transport=udp', ''].map((end) => `turn:127.0.0.1:${port}${end}`)
  expect(await reach(...urls)).toEqual({ answering: 1, of: 1 })
  expect(await reach()).toEqual({ answering: 0, of: 0 })
})

describe.skipIf(!server)('coturn (needs TEST_TURN_URL)', () => {
  test('is there', async () => {
    expect(await reach(`${server}?transport=udp`, `${server}?transport=tcp`)).toEqual({ answering: 1, of: 1 })
  })
})
