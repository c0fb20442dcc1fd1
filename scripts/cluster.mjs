import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { forgetUser, recordUser } from './setup/builds.mjs'
import { main, nodeBinary, Refusal, ROOT, say, SERVER_FLAGS } from './setup/project.mjs'
import { exitOf, spawnGuarded } from './setup/server-process.mjs'
import { prepareBuild } from './setup/setup.mjs'
import { startPostgres, startRedis } from './testing/engines.mjs'
import { freePort } from './testing/free-port.mjs'
import { findProxy, startProxy } from './testing/haproxy.mjs'
import { temporaryFolder } from './testing/throwaway.mjs'

const DEFAULT_PROCESSES = 2
const MOST_PROCESSES = 16
const READY_WITHIN_MS = 90_000
const ASK_EVERY_MS = 200

const ENGINES = [
  { variables: ['DATABASE_URL'], name: 'PostgreSQL', debian: 'postgresql', start: startPostgres },
  { variables: ['REDIS_URL', 'REDIS_HOST'], name: 'Redis', debian: 'redis-server', start: startRedis },
]

/** `npm run cluster -- 4` starts four processes; two without a number. */
function processesWanted() {
  const text = process.argv[2] ?? String(DEFAULT_PROCESSES)
  const wanted = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (wanted < 1 || wanted > MOST_PROCESSES) {
    throw new Refusal(
      `"${text}" is no number of processes; expected 1 to ${MOST_PROCESSES}: npm run cluster -- 3`,
    )
  }
  return wanted
}

/** What the processes share: the engines named in the environment, or throw-away ones that end with this command. */
async function startMissingEngines(stops) {
  const env = {}
  for (const { variables, name, debian, start } of ENGINES) {
    if (variables.some((variable) => process.env[variable])) continue
    const engine = await start()
    if (!engine) {
      throw new Refusal(
        `Several processes need ${name}, and it is not installed. Install it (Debian: apt-get install ${debian}), ` +
          `or name one in ${variables[0]}.`,
      )
    }
    stops.push(engine.stop)
    env[variables[0]] = engine.url
    say(`A throw-away ${name} at ${engine.url}; what it keeps goes with this command.`)
  }
  return env
}

async function startProcesses(count, env, stops) {
  const ports = []
  while (ports.length < count) ports.push(await freePort())
  const build = await prepareBuild((current) => {
    recordUser(current, process.pid)
    return current
  })
  const children = ports.map((port) =>
    spawnGuarded(nodeBinary(), [...SERVER_FLAGS, build.server], {
      ...process.env,
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      NEXT_DIST_DIR: build.nextDistDir,
    }),
  )
  const ended = Promise.all(children.map(exitOf))
  stops.push(async () => {
    for (const child of children) child.kill('SIGTERM')
    await ended
    forgetUser(build, process.pid)
  })
  for (const [index, child] of children.entries()) {
    child.once('exit', (code, signal) => say(`Process ${index + 1} has ended (${signal ?? code}).`))
  }
  await Promise.all(ports.map((port, index) => untilReady(port, children[index])))
  return { ports, children, ended }
}

async function untilReady(port, child) {
  for (const start = Date.now(); Date.now() - start < READY_WITHIN_MS; await wait(ASK_EVERY_MS)) {
    if (child.exitCode !== null) throw new Refusal('A process did not start; its reason stands above.')
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
  }
  throw new Refusal(`The process on port ${port} was not ready in time.`)
}

async function startInFront(ports, stops) {
  if (!findProxy()) {
    say(
      'There is no haproxy here (Debian: apt-get install haproxy): open the processes by their own addresses.',
    )
    return
  }
  const port = Number(process.env.PORT || 3000)
  stops.push(await startProxy({ port, ports }))
  say(`All of them, behind the proxy of the compose file: http://localhost:${port}`)
}

/** Several server processes on this machine, on one PostgreSQL and one Redis, with the compose file's proxy in front. */
await main(async () => {
  const count = processesWanted()
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'))
  const stops = []
  const asked = new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => done(0))
  })
  try {
    const engines = await startMissingEngines(stops)
    const env = {
      JWT_SECRET: randomBytes(32).toString('hex'),
      DATA_DIR: temporaryFolder('cluster'),
      TRUST_PROXY: findProxy() ? '1' : '0',
      ...(process.env.JWT_SECRET && { JWT_SECRET: process.env.JWT_SECRET }),
      ...engines,
    }
    const { ports, children, ended } = await startProcesses(count, env, stops)
    for (const [index, port] of ports.entries()) {
      say(`Process ${index + 1} (${children[index].pid}): http://localhost:${port}`)
    }
    await startInFront(ports, stops)
    say('Ctrl+C ends all of it.')
    return await Promise.race([asked, ended.then(() => 1)])
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
})
