import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Refusal, say } from '../setup/project.mjs'
import { turnProgram } from './coturn.mjs'
import { freePort } from './free-port.mjs'
import { startServer, temporaryFolder, unprivileged } from './throwaway.mjs'

const DEBIAN = '/usr/lib/postgresql'
/** Nothing here outlives a power cut; what has to outlive the kill of the program alone waits for its commits. */
const ALWAYS = ['fsync=off', 'max_connections=200']
const CARELESS = ['synchronous_commit=off', 'full_page_writes=off']

/** The folder of PATH, or of Debian's versions (newest first), that has the program. */
export function folderOf(program) {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ]
  return folders.find((folder) => folder !== '' && existsSync(join(folder, program)))
}

/** A program's file, also where only root has its folder in PATH. */
export function programAt(program) {
  const folder = folderOf(program)
  if (folder) return join(folder, program)
  return ['/usr/sbin', '/usr/local/sbin'].map((sbin) => join(sbin, program)).find((file) => existsSync(file))
}

/**
 * How to start a throw-away PostgreSQL, any number of times on the same rows; undefined where it is not installed.
 *
 * @param options.isToBeKilled - keeps what it has acknowledged over a kill -9
 */
export async function postgresProgram({ isToBeKilled = false } = {}) {
  const bin = folderOf('initdb')
  if (!bin || !existsSync(join(bin, 'postgres'))) return undefined
  const user = unprivileged()
  const folder = temporaryFolder('postgres', user)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'omegoo', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Refusal(`initdb failed: ${made.stdout}${made.stderr}`)
  const port = await freePort()
  const settings = [...ALWAYS, ...(isToBeKilled ? [] : CARELESS)].flatMap((setting) => ['-c', setting])
  return {
    url: `postgresql://omegoo@127.0.0.1:${port}/postgres`,
    command: join(bin, 'postgres'),
    args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...settings],
    options: { ready: /ready to accept connections/, stopSignal: 'SIGINT', cwd: folder, ...user },
  }
}

/** As in compose.yaml: sessions reach no disk, and no log of slow commands. */
const NOTHING_KEPT = [
  '--save',
  '',
  '--appendonly',
  'no',
  '--maxmemory-policy',
  'noeviction',
  '--slowlog-log-slower-than',
  '-1',
]

/** How to start a throw-away Redis, any number of times; undefined where it is not installed. */
export async function redisProgram() {
  const bin = folderOf('redis-server')
  if (!bin) return undefined
  const folder = temporaryFolder('redis')
  const port = await freePort()
  return {
    url: `redis://127.0.0.1:${port}`,
    command: join(bin, 'redis-server'),
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...NOTHING_KEPT],
    options: { ready: /Ready to accept connections/i, stopSignal: 'SIGTERM' },
  }
}

async function startOnce(program) {
  return program && { ...program, stop: await startServer(program.command, program.args, program.options) }
}

/** A throw-away PostgreSQL; undefined where it is not installed. */
export const startPostgres = async () => startOnce(await postgresProgram())

/** A throw-away Redis; undefined where it is not installed. */
export const startRedis = async () => startOnce(await redisProgram())

/** A throw-away relay (coturn); undefined where it is not installed. */
export const startTurn = async () => startOnce(await turnProgram(programAt('turnserver')))

const ENGINES = [
  { name: 'PostgreSQL', variable: 'TEST_DATABASE_URL', start: startPostgres },
  { name: 'Redis', variable: 'TEST_REDIS_URL', start: startRedis },
  { name: 'coturn', variable: 'TEST_TURN_URL', secretVariable: 'TEST_TURN_SECRET', start: startTurn },
]

/**
 * Starts the engines that suites ask for through variables, unless those are set already.
 *
 * @returns the variables, the names of programs that are not installed, and a function that stops what was started.
 */
export async function startEngines() {
  const started = []
  const env = {}
  const missing = []
  for (const { name, variable, secretVariable, start } of ENGINES) {
    if (process.env[variable]) continue
    const engine = await start()
    if (engine) {
      say(`A throw-away ${name} serves the suites that need it.`)
      started.push(engine)
      env[variable] = engine.url
      if (secretVariable) env[secretVariable] = engine.secret
    } else missing.push(name)
  }
  for (const program of ['haproxy', 'openssl']) if (!programAt(program)) missing.push(program)
  return { env, missing, stop: () => Promise.all(started.map((engine) => engine.stop())) }
}
