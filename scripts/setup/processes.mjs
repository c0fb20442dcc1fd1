import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { ROOT, Refusal } from './project.mjs'

/** When a process began, in clock ticks, so that a reused number is not mistaken for it; '' where /proc is missing. */
export function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return ''
  }
}

/** What identifies the process `pid` for `isAlive`, also after it has ended. */
export const identify = (pid) => ({ pid, started: startOf(pid) })

/** Whether that very process still runs, whoever owns it. */
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
export async function run(command, args, { env = process.env, show = false, failure, cwd = ROOT } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const code = await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (exit, signal) => done(exit ?? (signal ? 1 : 0)))
  })
  if (code !== 0 && failure !== undefined) {
    throw new Refusal(`${output.trimEnd()}\n\n${failure} (${[command, ...args].join(' ')}: exit code ${code}).`.trim())
  }
  return code
}
