import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { registerGuest } from '@/lib/protocol-client/rest'
import type { Cost } from './hostile-server'

/**
 * What one hostile packet, poll or body costs a server (without pages) that has nothing else to do.
 *
 *     tsx bench/hostile-input.ts
 *
 * Costs include receiving the bytes, about 10 ms for a megabyte. The longest turn is the clock's, so it grows with whatever
 * else the machine does; the CPU is the server's own.
 */
const child = fork(new URL('hostile-server.ts', import.meta.url), {
  execArgv: ['--import=tsx', '--expose-gc'],
})
process.on('exit', () => child.kill())
const [url] = (await once(child, 'message')) as [string]
const POLL = `${url}/socket.io/?EIO=4&transport=polling`
const PATIENCE_MS = 30_000

const many = (count: number, part: (index: number) => string, between = ',') =>
  Array.from({ length: count }, (_, index) => part(index)).join(between)
const fields = (count: number) => `{${many(count, (index) => `"k${index.toString(36)}":1`)}}`
const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const event = (payload: string) => `42["send_text_message",${payload}]`

const packets: Readonly<Record<string, string>> = {
  'one small event': event('{"content":"hello"}'),
  'a text of 900 KB': event(`{"content":"${'x'.repeat(900_000)}"}`),
  '100,000 fields': event(fields(100_000)),
  '500,000 numbers': event(`[${'0,'.repeat(498_000)}0]`),
  '499,000 lists in lists': event(lists(490_000)),
  '330,000 empty objects': event(`[${'{},'.repeat(325_000)}{}]`),
  'a namespace of 900 KB': `40/${'x'.repeat(900_000)},`,
  'a token of 125,000 dots': `42["authenticate","${'a.'.repeat(125_000)}"]`,
  'foul words only': event(`{"content":"${'fuck '.repeat(200)}"}`),
  'tags in tags': event(`{"content":"${'<a'.repeat(3_900)}>"}`),
}
const polls: Readonly<Record<string, string>> = {
  'a poll of 499,000 noops': many(499_000, () => '6', '\u001e'),
  'a poll of 330,000 connects': many(330_000, () => '40', '\u001e'),
  'a poll of 120,000 events': many(120_000, () => '42["x"]', '\u001e'),
}
const reports: Readonly<Record<string, string>> = {
  'a report of 250,000 fields': fields(250_000),
  'a report of 1,400,000 lists in lists': lists(1_400_000),
  'a report of 1,400,000 screenshots': `{"evidence":{"screenshots":[${'1,'.repeat(1_400_000)}1]}}`,
}

async function connected(): Promise<WebSocket> {
  const { token } = await registerGuest(url)
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  await once(socket, 'open')
  socket.send(`40${JSON.stringify({ token })}`)
  await awaitPacket(socket, '40{')
  return socket
}

/** Resolves with the first frame that begins so, or when the server has ended the connection. */
function awaitPacket(socket: WebSocket, start: string): Promise<string> {
  return new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.toString().startsWith(start)) resolve('answered')
    })
    socket.once('close', () => resolve('disconnected'))
    socket.once('error', () => resolve('disconnected'))
  })
}

async function cost(what: string, attack: () => Promise<string>): Promise<void> {
  child.send('start')
  await once(child, 'message')
  const end = await Promise.race([attack(), pause(PATIENCE_MS, 'no answer within 30 s')])
  child.send('stop')
  const [{ cpuMs, longestMs, heapMb }] = (await once(child, 'message')) as [Cost]
  const figures = [cpuMs, longestMs, heapMb].map((value) => value.toFixed(0).padStart(10))
  console.log(`${what.padEnd(40)}${figures.join('')}  ${end}`)
}

console.log(
  `${'attack'.padEnd(40)}${['CPU ms', 'turn ms', 'heap MB'].map((head) => head.padStart(10)).join('')}`,
)
for (const [what, packet] of Object.entries(packets)) {
  const socket = await connected()
  await cost(what, () => {
    socket.send(packet)
    socket.send('4277["leave_text_queue",{}]')
    return awaitPacket(socket, '4377')
  })
  socket.terminate()
}
for (const [what, body] of Object.entries(polls)) {
  const { sid } = JSON.parse((await (await fetch(POLL)).text()).slice(1)) as { sid: string }
  await cost(what, async () => `HTTP ${(await fetch(`${POLL}&sid=${sid}`, { method: 'POST', body })).status}`)
}
for (const [what, body] of Object.entries(reports)) {
  const { token } = await registerGuest(url)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const report = () => fetch(`${url}/api/moderation/report`, { method: 'POST', headers, body })
  await cost(what, async () => `HTTP ${(await report()).status}`)
}
process.exit(0)
