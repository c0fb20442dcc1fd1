import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createChance } from './chance'
import { type Door, openDoor } from './door'

const opened: { close(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

/** A door before a server that says back what it hears. */
async function openEcho(): Promise<{ door: Door; socket: Socket; heard: () => string }> {
  const server = createServer((client) => client.pipe(client).on('error', () => client.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const door = await openDoor({ chance: createChance(1), targets: () => [port] })
  const socket = connect({ port: door.port, host: '127.0.0.1', noDelay: true })
  let text = ''
  socket.on('data', (data) => (text += data.toString()))
  await once(socket, 'connect')
  opened.push(server, { close: () => socket.destroy() }, { close: () => void door.close() })
  return { door, socket, heard: () => text }
}

const numbers = Array.from({ length: 200 }, (_, index) => `${index} `)

test('what comes late comes in order', async () => {
  const { door, socket, heard } = await openEcho()
  door.trouble({ delayMs: [0, 3], stallOnceIn: 20, stallMs: 5, cutOnceIn: 0 })
  for (const number of numbers) {
    socket.write(number)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await expect.poll(heard, { timeout: 10_000 }).toBe(numbers.join(''))
})

test('a silent door lets nothing through and closes nothing, and gives all of it later', async () => {
  const { door, socket, heard } = await openEcho()
  socket.write('before ')
  await expect.poll(heard).toBe('before ')
  door.fallSilent()
  const other = connect({ port: door.port, host: '127.0.0.1' })
  opened.push({ close: () => other.destroy() })
  await once(other, 'connect')
  socket.write('meanwhile')
  other.write('as well')
  expect([heard(), socket.closed, other.closed]).toEqual(['before ', false, false])
  door.speakAgain()
  await expect.poll(heard).toBe('before meanwhile')
  expect((await once(other, 'data')).toString()).toBe('as well')
})

test('a cut door breaks every connection', async () => {
  const { door, socket } = await openEcho()
  socket.write('x')
  await once(socket, 'data')
  const gone = once(socket, 'close')
  door.cut()
  await gone
  expect(door.connections()).toBe(0)
})
