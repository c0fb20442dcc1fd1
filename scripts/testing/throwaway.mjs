import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Refusal } from '../setup/project.mjs'

/** PostgreSQL refuses to run as root: then its own user runs it, or nobody. */
export function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag) =>
    ['postgres', 'nobody']
      .map((name) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim())
      .find(Boolean)
  return { uid: Number(idOf('-u')), gid: Number(idOf('-g')) }
}

/** A new folder that goes with this process. */
export function temporaryFolder(name, { uid, gid } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `omegoo-${name}-`))
  if (uid !== undefined) chownSync(folder, uid, gid)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Starts a server that lives as long as this process at most.
 *
 * @param ready - a line of its output by which it is ready.
 * @returns a function that stops it and waits for its end.
 */
export async function startServer(command, args, { ready, stopSignal, ...options }) {
  // A terminal's Ctrl-C is for the parent, which stops it after what uses it.
  const detached = process.platform !== 'win32'
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached, ...options })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close')
  let output = ''
  const serving = new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output += `${line}\n`
        if (ready.test(line)) done(true)
      })
    }
  })
  if (!(await Promise.race([serving, ended.then(() => false)]))) {
    throw new Refusal(`${command} did not start:\n${output}`)
  }
  return async () => {
    process.off('exit', kill)
    child.kill(stopSignal)
    await ended
  }
}
