import { EventEmitter, once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { envFileFlags, main, nodeBinary, ROOT, say } from './setup/project.mjs'
import { endWithNpm, exitOf, forwardStops, spawnGuarded } from './setup/server-process.mjs'
import { buildFrameCheck } from './setup/frame-check.mjs'
import { prepare } from './setup/setup.mjs'

const SETTLE_MS = 150
/** A developer does not wait for a drain. */
const PATIENCE_MS = 2000

/** Next reloads pages; these are the server's own sources. */
const isServerSource = (file) =>
  /\.(ts|mjs|sql|prisma)$/.test(file) &&
  !file.endsWith('.test.ts') &&
  !/^lib[/\\](client|testing|i18n)[/\\]|generated[/\\]/.test(file)

function start(variables) {
  const child = spawnGuarded(
    nodeBinary(),
    ['--import=tsx', '--enable-source-maps', ...envFileFlags(), 'server.ts'],
    {
      ...process.env,
      ...variables,
      NODE_ENV: 'development',
    },
  )
  return { child, exit: exitOf(child) }
}

async function stop({ child, exit }) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await exit
  clearTimeout(timer)
}

/** Emits `change` with the file's name, once for a burst of changes to server sources. */
function watchServerSources() {
  const changes = new EventEmitter()
  let timer
  const changed = (file) => {
    if (!isServerSource(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => changes.emit('change', file), SETTLE_MS)
  }
  for (const folder of ['lib', 'prisma'].filter((name) => existsSync(join(ROOT, name)))) {
    watch(join(ROOT, folder), { recursive: true }, (_, file) => file && changed(join(folder, file)))
  }
  watch(ROOT, (_, file) => file === 'server.ts' && changed(file))
  return changes
}

await main(async () => {
  let stopping = false
  let server
  const stopped = () => {
    stopping = true
    if (!server || server.child.exitCode !== null) process.exit(0)
  }
  forwardStops(() => server?.child, stopped)
  endWithNpm(() => server?.child)
  await prepare()
  const frameCheck = await buildFrameCheck(join(ROOT, '.next'))
  frameCheck.moveIn()

  const changes = watchServerSources()
  for (;;) {
    server = start(frameCheck.env)
    const change = once(changes, 'change')
    const code = await Promise.race([server.exit, change.then(() => undefined)])
    if (stopping) return server.exit
    if (code !== undefined)
      say(`The server ended with exit code ${code}. It starts again when one of its sources changes.`)
    const [file] = await change
    say(`${file} changed: restarting the server.`)
    await stop(server)
    await prepare().catch((error) => console.error(error.message))
  }
})
