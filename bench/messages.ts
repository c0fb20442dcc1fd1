import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'

/**
 * What a delivered text message costs the server, beside a bare Socket.IO relay, in turns (A B B A …) on one machine.
 *
 *     npm run build && tsx bench/messages.ts [pairs] [messages a second] [seconds] [rounds]
 */
const [PAIRS = 100, RATE = 1_000, SECONDS = 10, ROUNDS = 3] = process.argv.slice(2).map(Number)
const PORT = 4_700
const URL_ = `http://127.0.0.1:${PORT}`
const FLAGS = ['--max-semi-space-size=16']

interface Contender {
  readonly name: string
  start(): ChildProcess
  /** Connects a pair that talks; returns how one of them sends. */
  pair(
    index: number,
  ): Promise<{ sockets: Socket[]; send: (text: string) => Promise<unknown>; heardBy: Socket; event: string }>
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')))
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PORT: String(PORT),
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  RATE_LIMIT_FACTOR: '100000',
}

const connect = async (token?: string): Promise<Socket> => {
  const socket = io(URL_, {
    transports: ['websocket'],
    forceNew: true,
    ...(token ? { auth: { token } } : {}),
  })
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)))
  return socket
}

const bare: Contender = {
  name: 'bare Socket.IO',
  start: () =>
    spawn(process.execPath, [...FLAGS, '--import=tsx', 'bench/bare-relay.ts'], {
      env: environment,
      stdio: 'inherit',
    }),
  async pair(index) {
    const [a, b] = [await connect(), await connect()]
    for (const socket of [a, b]) await socket.emitWithAck('pair', `room-${index}`)
    return { sockets: [a, b], send: (text) => a.emitWithAck('send', text), heardBy: b, event: 'message' }
  },
}

const omegoo: Contender = {
  name: 'Omegoo',
  start: () =>
    spawn(process.execPath, [...FLAGS, 'dist/server.mjs'], {
      env: { ...environment, NEXT_DIST_DIR: 'dist/next', DATA_DIR: mkdtempSync(join(folder, 'data-')) },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  async pair() {
    const [a, b] = [await connect(await guest()), await connect(await guest())]
    const found = [a, b].map((socket) => new Promise((resolve) => socket.once('text_match_found', resolve)))
    for (const socket of [a, b]) socket.emit('join_text_queue')
    await Promise.all(found)
    const send = (content: string) => a.emitWithAck('send_text_message', { content })
    return { sockets: [a, b], send, heardBy: b, event: 'text_message_received' }
  },
}

async function guest(): Promise<string> {
  const answer = await fetch(`${URL_}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      age: 30,
      deviceFingerprint: crypto.randomUUID(),
      termsAccepted: true,
      privacyAccepted: true,
    }),
  })
  const { data } = (await answer.json()) as { data: { token: string } }
  return data.token
}

/** User and system time of a process so far, ms (Linux). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function round({ name, start, pair }: Contender): Promise<number> {
  const server = start()
  running.add(server)
  server.once('exit', () => running.delete(server))
  while (!(await fetch(URL_).catch(() => undefined))) await pause(200)
  const pairs: Awaited<ReturnType<typeof pair>>[] = []
  for (let index = 0; index < PAIRS; index += 1) pairs.push(await pair(index))
  const delays: number[] = []
  for (const { heardBy, event } of pairs) {
    heardBy.on(event, ({ content }: { content: string }) =>
      delays.push(performance.now() - Number(content.split(' ')[0])),
    )
  }
  const burst = async (count: number) => {
    const each = (count / RATE) * 1_000
    const started = performance.now()
    const sent: Promise<unknown>[] = []
    for (let index = 0; index < count; index += 1) {
      sent.push(pairs[index % PAIRS]!.send(`${performance.now()} hello there`))
      if (index % 10 === 9) await pause(Math.max(0, started + (index / count) * each - performance.now()))
    }
    await Promise.all(sent)
  }
  await burst(RATE * 2)
  delays.length = 0
  const before = cpuOf(server.pid ?? 0)
  await burst(RATE * SECONDS)
  // The last acknowledgement may overtake the last delivery.
  for (let waited = 0; delays.length < RATE * SECONDS && waited < 2_000; waited += 50) await pause(50)
  const cost = ((cpuOf(server.pid ?? 0) - before) * 1_000) / (RATE * SECONDS)
  delays.sort((a, b) => a - b)
  const at = (share: number) => (delays[Math.floor(delays.length * share)] ?? 0).toFixed(1)
  console.log(
    `${name}: ${cost.toFixed(1)} µs of CPU a message; delivered ${delays.length} of ${RATE * SECONDS}; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  )
  for (const { sockets } of pairs) for (const socket of sockets) socket.disconnect()
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
  return cost
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const costs: Record<string, number[]> = { [bare.name]: [], [omegoo.name]: [] }
for (let index = 0; index < ROUNDS; index += 1) {
  const turn = index % 2 === 0 ? [bare, omegoo] : [omegoo, bare]
  for (const contender of turn) costs[contender.name]?.push(await round(contender))
}
const [ofBare = 0, ofOmegoo = 0] = [bare, omegoo].map(({ name }) => median(costs[name] ?? []))
console.log(
  `median: ${ofOmegoo.toFixed(1)} µs against ${ofBare.toFixed(1)} µs bare, ratio ${(ofOmegoo / ofBare).toFixed(2)}`,
)
rmSync(folder, { recursive: true, force: true })
process.exit(0)
