import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { GUARD, guarded } from '../scripts/setup/processes.mjs'
import { nodeBinary, ROOT, SERVER_FLAGS } from '../scripts/setup/project.mjs'
import { freePort } from '../scripts/testing/free-port.mjs'

const ASK_EVERY_MS = 20
const READY_WITHIN_MS = 180_000
const LINES_KEPT = 5_000

/** How a start went. */
export interface Start {
  readonly ms: number
  /** Processor time it took, ms: what it would take on a machine with nothing else to do. */
  readonly ownMs: number
  /** Whether more was running than there are processors. */
  readonly isCrowded: boolean
}

/** One process of the built server, which can be hurt and started again on the same port. */
export interface Server {
  readonly name: string
  readonly port: number
  readonly url: string
  /** Starts it, and waits until it is ready. */
  start(): Promise<Start>
  /** kill -9 */
  kill(): Promise<void>
  /** SIGTERM, and waits for its end. */
  end(): Promise<{ readonly code: number | null; readonly ms: number }>
  /** Starts it and waits for its end, which is to come by itself. */
  runToEnd(): Promise<{ readonly code: number | null; readonly output: string }>
  freeze(): void
  thaw(): void
  signal(signal: NodeJS.Signals): void
  isServing(): boolean
  /** Resident memory, bytes (Linux). */
  memory(): number
  /** How often it ended by itself. */
  crashes(): number
  /** The last lines of its output. */
  output(): string
}

interface Settings {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  /** Flags for Node before the program. */
  readonly flags?: readonly string[]
  readonly port?: number
  /** Who runs it; the runner's own user unless given. */
  readonly user?: { readonly uid?: number; readonly gid?: number }
}

/** @throws when FAULTS_SERVER does not name the build */
export async function createServer({ name, env, flags = [], port: given, user }: Settings): Promise<Server> {
  const program = process.env.FAULTS_SERVER
  if (!program) throw new Error('FAULTS_SERVER names the built server: use npm run faults')
  const port = given ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  let lines: string[] = []
  let child: ChildProcess | undefined
  let isServing = false
  let isExpected = false
  let crashes = 0

  function launch(): ChildProcess {
    const started = spawn(nodeBinary(), [GUARD, ...flags, ...SERVER_FLAGS, program ?? ''], {
      cwd: ROOT,
      env: guarded({ ...baseEnv(), PORT: String(port), HOST: '127.0.0.1', ...env }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...user,
    })
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (text: Buffer) => {
        lines = [...lines, ...text.toString().split('\n')].slice(-LINES_KEPT)
      })
    }
    isExpected = false
    started.once('exit', () => {
      isServing = false
      if (!isExpected) crashes += 1
    })
    child = started
    return started
  }

  const ended = (one: ChildProcess): Promise<unknown> =>
    one.exitCode !== null || one.signalCode !== null ? Promise.resolve() : once(one, 'exit')

  async function stop(signal: NodeJS.Signals): Promise<ChildProcess | undefined> {
    isExpected = true
    isServing = false
    const one = child
    one?.kill(signal)
    if (one) await ended(one)
    return one
  }

  return {
    name,
    port,
    url,
    async start() {
      const since = performance.now()
      const started = launch()
      await untilReady(
        url,
        () => started.exitCode === null && started.signalCode === null,
        () => lines.join('\n'),
      )
      isServing = true
      const isCrowded = (loadavg()[0] ?? 0) > availableParallelism()
      return { ms: performance.now() - since, ownMs: processorMs(started.pid), isCrowded }
    },
    kill: async () => void (await stop('SIGKILL')),
    async end() {
      const since = performance.now()
      const one = await stop('SIGTERM')
      return { code: one?.exitCode ?? null, ms: performance.now() - since }
    },
    async runToEnd() {
      lines = []
      const started = launch()
      isExpected = true
      const late = setTimeout(() => started.kill('SIGKILL'), READY_WITHIN_MS)
      await once(started, 'close')
      clearTimeout(late)
      return { code: started.exitCode, output: lines.join('\n').trim() }
    },
    freeze() {
      isServing = false
      child?.kill('SIGSTOP')
    },
    thaw() {
      child?.kill('SIGCONT')
      isServing = true
    },
    signal: (signal) => void child?.kill(signal),
    isServing: () => isServing,
    memory: () => residentBytes(child?.pid),
    crashes: () => crashes,
    output: () => lines.join('\n'),
  }
}

/** The environment without what the client at the terminal has set for their own server. */
function baseEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return {
    PATH,
    HOME,
    TMPDIR,
    LANG,
    NODE_ENV: 'production',
    NEXT_DIST_DIR: process.env.FAULTS_DIST_DIR,
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '1000',
  }
}

async function untilReady(url: string, isAlive: () => boolean, output: () => string): Promise<void> {
  for (
    const start = performance.now();
    performance.now() - start < READY_WITHIN_MS;
    await wait(ASK_EVERY_MS)
  ) {
    if (!isAlive()) throw new Error(`A server ended instead of starting:\n${output()}`)
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
  }
  throw new Error(`A server was not ready in time:\n${output()}`)
}

/** User and system time, in clock ticks of 10 ms (Linux). */
function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function residentBytes(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1_024
}
