import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Refusal, say } from '../setup/project.mjs'
import { freePort } from './free-port.mjs'
import { startServer, temporaryFolder, unprivileged } from './throwaway.mjs'

const DEBIAN = '/usr/lib/postgresql'
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

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

/** A throw-away PostgreSQL; undefined where it is not installed. */
export async function startPostgres() {
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
  const settings = FAST.flatMap((setting) => ['-c', setting])
  const stop = await startServer(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...settings],
    { ready: /ready to accept connections/, stopSignal: 'SIGINT', cwd: folder, ...user },
  )
  return { url: `postgresql://omegoo@127.0.0.1:${port}/postgres`, stop }
}

/** As in compose.yaml: talks reach no disk, and no log of slow commands. */
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

/** A throw-away Redis; undefined where it is not installed. */
export async function startRedis() {
  const bin = folderOf('redis-server')
  if (!bin) return undefined
  const folder = temporaryFolder('redis')
  const port = await freePort()
  const stop = await startServer(
    join(bin, 'redis-server'),
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...NOTHING_KEPT],
    { ready: /Ready to accept connections/i, stopSignal: 'SIGTERM' },
  )
  return { url: `redis://127.0.0.1:${port}`, stop }
}

const ENGINES = [
  { name: 'PostgreSQL', variable: 'TEST_DATABASE_URL', start: startPostgres },
  { name: 'Redis', variable: 'TEST_REDIS_URL', start: startRedis },
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
  for (const { name, variable, start } of ENGINES) {
    if (process.env[variable]) continue
    const engine = await start()
    if (engine) {
      say(`A throw-away ${name} serves the suites that need it.`)
      started.push(engine)
      env[variable] = engine.url
    } else missing.push(name)
  }
  for (const program of ['haproxy', 'openssl']) if (!programAt(program)) missing.push(program)
  return { env, missing, stop: () => Promise.all(started.map((engine) => engine.stop())) }
}
