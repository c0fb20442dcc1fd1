import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nodeBinary, Refusal, ROOT } from './project.mjs'

/** Flag and variable that make a Node process end at once when the one that started it has gone. */
export const guarded = (env) => ({ ...env, OMEGOO_STARTER: String(process.pid) })
export const GUARD = `--import=${pathToFileURL(join(ROOT, 'scripts/setup/end-with-parent.mjs')).href}`

/** When a process began, in clock ticks, so that a reused number is not mistaken for it; '' where /proc is missing. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return ''
  }
}

/** What identifies the process `pid` for `isAlive`, also after it has ended. */
export const identify = (pid) => ({ pid, started: startOf(pid) })

/** Whether that very process still runs, under any user. */
export function isAlive({ pid, started }) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return started === startOf(pid)
}

/**
 * Runs a command to its end with its output passed through, or kept and shown only when it fails.
 *
 * @param options.show - pass the output through (default: keep it).
 * @param options.failure - what a failure means, as the beginning of a sentence; without it the exit code is returned.
 * @returns the exit code.
 */
export async function run(command, args, { env = process.env, show = false, failure, ipc = false } = {}) {
  const out = show ? 'inherit' : 'pipe'
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', out, out, ...(ipc ? ['ipc'] : [])] })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const code = await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (exit, signal) => done(exit ?? (signal ? 1 : 0)))
  })
  if (code !== 0 && failure !== undefined) {
    throw new Refusal(
      `${output.trimEnd()}\n\n${failure} (${[command, ...args].join(' ')}: exit code ${code}).`.trim(),
    )
  }
  return code
}

/** `run` for a Node program (Node 24 by default), which does not go on when this process is killed. */
export const runNode = ([program, ...args], { node = nodeBinary(), ...options } = {}) =>
  run(node, [GUARD, program, ...args], { ...options, env: guarded(options.env ?? process.env), ipc: true })
