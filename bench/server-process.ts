import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { GUARD, guarded } from '../scripts/setup/processes.mjs'
import { nodeBinary, ROOT, SERVER_FLAGS } from '../scripts/setup/project.mjs'
import { freePort } from '../scripts/testing/free-port.mjs'

export interface ProbeAsk {
  readonly id: number
  /** Collect garbage first. */
  readonly clean: boolean
  /** Measure the event loop's delay anew from now on. */
  readonly restart: boolean
}

/** What a process has used: since its start, or, of the event loop's delay, since it was last measured anew. */
export interface ProbeReading {
  /** User and system time, µs. */
  readonly cpuUs: number
  /** Resident memory, bytes. */
  readonly rss: number
  /** Used heap and what hangs outside it (buffers), bytes. */
  readonly heap: number
  readonly delayP99Ms: number
  readonly delayMaxMs: number
}

/** A server under measurement. */
export interface ServerProcess {
  readonly url: string
  read(how?: { clean?: boolean; restart?: boolean }): Promise<ProbeReading>
  /** Stands still until it is thawed. */
  freeze(): void
  thaw(): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

interface Start {
  /** Relative to the project. */
  readonly file: string
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  /** Answers with success once it serves. */
  readonly readyPath?: string
}

const READY_WITHIN_MS = 90_000
const ASK_EVERY_MS = 100
const PROBE = `--import=${pathToFileURL(join(ROOT, 'bench/server-probe.ts')).href}`
/** Node warns that it runs TypeScript. */
const QUIET = '--disable-warning=ExperimentalWarning'

/** Starts a server on Node 24 with the flags of production, on a port of its own; it ends with this process. */
export async function startProcess({
  file,
  env = {},
  flags = [],
  readyPath = '/',
}: Start): Promise<ServerProcess> {
  const port = await freePort()
  const args = [GUARD, ...SERVER_FLAGS, '--expose-gc', QUIET, ...flags, PROBE, join(ROOT, file)]
  const child = spawn(nodeBinary(), args, {
    cwd: ROOT,
    env: guarded({ ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', ...env, PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url + readyPath, child)
  return {
    url,
    read: createReader(child),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('The server did not start; its reason stands above.')
    if (Date.now() > giveUpAt) throw new Error(`${address} was not ready within ${READY_WITHIN_MS} ms.`)
    await pause(ASK_EVERY_MS)
  }
}

function createReader(child: ChildProcess): ServerProcess['read'] {
  const asked = new Map<number, (reading: ProbeReading) => void>()
  let last = 0
  child.on('message', ({ id, reading }: { id: number; reading: ProbeReading }) => {
    asked.get(id)?.(reading)
    asked.delete(id)
  })
  return ({ clean = false, restart = false } = {}) =>
    new Promise((resolve, reject) => {
      const ask: ProbeAsk = { id: (last += 1), clean, restart }
      asked.set(ask.id, resolve)
      child.send(ask, (error) => error && reject(error))
    })
}
