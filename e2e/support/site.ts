import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
  cpSync(env['DEMO_HISTORY'] ? await begunWithHistory() : begun(), data, { recursive: true })
  return openSiteOn(data, env)
}

/** The same with made-up history, which takes half a minute of processor time: written once, by whichever worker needs it first. */
async function begunWithHistory(): Promise<string> {
  const folder = `${begun()}-with-history`
  const [lock, done] = [`${folder}.lock`, `${folder}.done`]
  if (takes(lock)) {
    cpSync(begun(), folder, { recursive: true })
    const site = await openSiteOn(folder, { DEMO_HISTORY: '1' })
    const token = await enter(site.url)
    await until('its history was written', () => hasHistory(site.url, token))
    await site.stop()
    writeFileSync(done, '')
  }
  await until('another worker had written its history', async () => existsSync(done))
  return folder
}

/** @returns whether it was the first */
function takes(lock: string): boolean {
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Signs in as the first administrator. @returns their access token */
async function enter(url: string): Promise<string> {
  const body = JSON.stringify({ email: CHIEF.ADMIN_EMAIL, password: CHIEF.ADMIN_PASSWORD })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body })
  return ((await answer.json()) as { data: { token: string } }).data.token
}

/** Asks as an administrator's dashboard does. */
async function hasHistory(url: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}/api/admin/acquisition`, { headers })
  return ((await answer.json()) as { data: { demo: boolean } }).data.demo
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
  await until('the server was ready', async () => {
    if (server.exitCode !== null)
      throw new Error(`The server ended with code ${server.exitCode} while starting.`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    return answer?.ok === true
  })
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS
  while (Date.now() < giveUpAt) {
    if (await isSo()) return
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
  throw new Error(`It was not within ${STARTS_WITHIN_MS} ms that ${what}.`)
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the browser tests by "npm run e2e".`)
  return value
}
