import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { GUARD, guarded } from './processes.mjs'
import { ROOT } from './project.mjs'

const STOPS = ['SIGTERM', 'SIGINT', 'SIGHUP']
/** A terminal's Ctrl-C arrives twice, once from npm: what follows this soon is the same wish. */
const SAME_WISH_MS = 1000
const PARENT_CHECK_MS = 250

/** Starts a process that gets its signals from us alone and never outlives us. */
export function spawnGuarded(command, args, env) {
  return spawn(command, [GUARD, ...args], {
    cwd: ROOT,
    env: guarded({ ...env, NEXT_TELEMETRY_DISABLED: '1' }),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
}

/** @returns the exit code, 128 + n for signal n as shells report it. */
export const exitOf = (child) =>
  new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)))
  })

/** Passes stop signals on to whatever `current()` is. @param onStop - called at each of them. */
export function forwardStops(current, onStop = () => {}) {
  let last = 0
  for (const signal of STOPS) {
    process.on(signal, () => {
      onStop()
      if (Date.now() - last < SAME_WISH_MS) return
      last = Date.now()
      current()?.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    })
  }
}

/** npm killed outright passes nothing on: without it we end too, so that the next start finds the port free. */
export function endWithNpm(current) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid === parent) return
    current()?.kill('SIGKILL')
    process.exit(137)
  }, PARENT_CHECK_MS).unref()
}
