import { describe, expect, test } from 'vitest'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import { upgradeTcp, webSocketFrame as frame } from '@/lib/testing/tcp-client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const counts = countAbuse('WebSocket frames')
createBystanders(world, counts)

const [TEXT, BINARY, CONTINUATION, CLOSE, PING, PONG] = [1, 2, 0, 8, 9, 10]
const CLOSING = '\u0088'

/** What breaks RFC 6455; the section is in brackets. */
const BROKEN: readonly (readonly [string, ...Buffer[]])[] = [
  ['no mask (5.1)', frame({ opcode: TEXT, payload: 'x', masked: false })],
  ['a reserved bit (5.2)', frame({ opcode: TEXT, payload: 'x', reserved: 1 })],
  [
    'the bit of a compression that was not agreed on (5.2)',
    frame({ opcode: TEXT, payload: 'x', reserved: 4 }),
  ],
  ['all reserved bits (5.2)', frame({ opcode: TEXT, payload: 'x', reserved: 7 })],
  ['an opcode for data that is none (5.2)', frame({ opcode: 3, payload: 'x' })],
  ['an opcode for control that is none (5.2)', frame({ opcode: 11 })],
  ['a continuation of nothing (5.4)', frame({ opcode: CONTINUATION, payload: 'x' })],
  [
    'a new message in the middle of one (5.4)',
    frame({ opcode: TEXT, payload: 'x', fin: false }),
    frame({ opcode: TEXT, payload: 'x' }),
  ],
  ['a ping in fragments (5.5)', frame({ opcode: PING, payload: 'x', fin: false })],
  ['a ping of 126 bytes (5.5)', frame({ opcode: PING, payload: 'x'.repeat(126) })],
  ['a close of 126 bytes (5.5)', frame({ opcode: CLOSE, payload: 'x'.repeat(126) })],
  ['a close of one byte (5.5.1)', frame({ opcode: CLOSE, payload: 'x' })],
  ['a close for no reason that exists (7.4)', frame({ opcode: CLOSE, payload: Buffer.from([0, 1]) })],
  ['a close with half a letter (5.5.1)', frame({ opcode: CLOSE, payload: Buffer.from([3, 232, 255]) })],
  ['text that is no UTF-8 (8.1)', frame({ opcode: TEXT, payload: Buffer.from([0xc3, 0x28]) })],
  ['a frame that declares a gigabyte', frame({ opcode: TEXT, payload: 'x', length: 2 ** 30 })],
  ['a frame that declares 2^53 bytes', frame({ opcode: BINARY, payload: 'x', length: 2 ** 53 })],
  ['a normal close', frame({ opcode: CLOSE, payload: Buffer.from([3, 232]) })],
  [
    'a message in more fragments than fit into memory for its size',
    frame({ opcode: TEXT, payload: '4', fin: false }),
    ...Array.from({ length: 20_000 }, () => frame({ opcode: CONTINUATION, payload: ' ', fin: false })),
  ],
  ['thousands of pings at once', ...Array.from({ length: 5_000 }, () => frame({ opcode: PING }))],
]

/** Odd, and allowed. */
const HARMLESS: readonly (readonly [string, ...Buffer[]])[] = [
  ['an unsolicited pong', frame({ opcode: PONG, payload: 'x' })],
  ['a ping with bytes in it', frame({ opcode: PING, payload: Buffer.from([0, 255]) })],
  [
    'a ping between fragments',
    frame({ opcode: TEXT, payload: '', fin: false }),
    frame({ opcode: PING }),
    frame({ opcode: PONG }),
  ],
  ['a length in more bytes than it needs', Buffer.from([0x81, 0xfe, 0, 1, 0, 0, 0, 0, 51])],
]

describe.each(['/socket.io/?EIO=4&transport=websocket', '/'])('on %s', (path) => {
  test.each(BROKEN)('%s ends the connection', async (_, ...parts) => {
    const frames = parts as Buffer[]
    counts.inputs += frames.length
    const client = await upgradeTcp(world.url(), path)
    client.socket.write(Buffer.concat(frames))
    await client.until(CLOSING)
    counts.closed += 1
    client.socket.destroy()
  })

  test.each(HARMLESS)('%s changes nothing', async (_, ...parts) => {
    const frames = parts as Buffer[]
    counts.inputs += frames.length
    const client = await upgradeTcp(world.url(), path)
    client.socket.write(Buffer.concat([...frames, frame({ opcode: PING, payload: 'alive' })]))
    expect(await client.until('alive')).toContain('\u008a\u0005alive')
    counts.answers += 1
    client.socket.destroy()
  })
})
