import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from '../../scripts/testing/free-port.mjs'
import { CHIEF } from './admin'

const POLL_MS = 100
/** A machine that is busy with others takes its time; how long is nothing that these tests judge. */
const STARTS_WITHIN_MS = 120_000
/** A server whose test process was killed ends with it. */
const GUARD = pathToFileURL(join(import.meta.dirname, '../../scripts/setup/end-with-parent.mjs')).href

/** The built product, served for one worker alone: nobody from another test stands in its queue. */
export interface Site {
  /** Origin, without a slash at the end. */
  readonly url: string
  /** Tells the server to stop as a deployment does, and waits for its end. @returns its exit code */
  readonly stop: () => Promise<number | null>
  /** Starts it again, on the same port and the same data. */
  readonly start: () => Promise<void>
  /** Stops it and removes its data. */
  readonly remove: () => Promise<void>
}

/** What a server has written by the end of its first start, which takes three times as long as any other. */
export const begun = () => join(given('E2E_DATA_DIR'), 'begun')

/** Starts the built server on a free port with a database of its own. `env` is laid over its usual settings. */
export async function openSite(env: Readonly<Record<string, string>>): Promise<Site> {
  const data = mkdtempSync(join(given('E2E_DATA_DIR'), 'site-'))
  cpSync(begun(), data, { recursive: true })
  return openSiteOn(data, env)
}

/** The same on a folder that may hold the data of another. */
export async function openSiteOn(data: string, env: Readonly<Record<string, string>>): Promise<Site> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: data,
    NEXT_DIST_DIR: given('E2E_DIST_DIR'),
    PUBLIC_URL: url,
    RATE_LIMIT_FACTOR: '50',
    LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    REDIS_URL: '',
    OMEGOO_STARTER: String(process.pid),
    // With these the outbox shows what would have been sent.
    DEV_OUTBOX: '1',
    DEV_OUTBOX_ALLOW: '1',
    ...CHIEF,
    ...env,
  }
  let running: ChildProcess | undefined

  const start = async () => {
    const server = spawn(given('E2E_NODE'), [`--import=${GUARD}`, given('E2E_SERVER')], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running = server
    await untilReady(server, url)
  }
  const stop = async () => {
    if (!running || running.exitCode !== null) return running?.exitCode ?? null
    const ended = once(running, 'exit')
    running.kill('SIGTERM')
    await ended
    return running.exitCode
  }

  await start()
  return {
    url,
    stop,
    start,
    remove: async () => {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null)
      throw new Error(`The server ended with code ${server.exitCode} while starting.`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
  throw new Error(`The server was not ready within ${STARTS_WITHIN_MS} ms.`)
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the browser tests by "npm run e2e".`)
  return value
}
