import { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { writeOncePerTurn } from './one-write'

/** A socket that counts how often its other side is written to. */
function countingSocket() {
  const writes: string[] = []
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => (writes.push(chunk.toString()), done()),
    writev: (chunks, done) => (writes.push(chunks.map(({ chunk }) => String(chunk)).join('')), done()),
  })
  writeOncePerTurn(socket)
  return { socket, writes }
}

function frame(socket: Duplex, text: string): void {
  socket.cork()
  socket.write(text)
  socket.uncork()
}

test('frames of one turn leave in one write, and those of the next in another', async () => {
  const { socket, writes } = countingSocket()
  frame(socket, 'echo ')
  frame(socket, 'acknowledgement')
  expect(writes).toEqual([])
  await turn()
  expect(writes).toEqual(['echo acknowledgement'])
  frame(socket, 'later')
  await turn()
  expect(writes).toEqual(['echo acknowledgement', 'later'])
})

test('what was written before the end still leaves', async () => {
  const { socket, writes } = countingSocket()
  frame(socket, 'last words')
  socket.end()
  await turn()
  expect(writes).toEqual(['last words'])
})
