// Works on Node 20 without any dependency: this runs before the install.
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever the current one is. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** Where builds, their records and the set-up lock live. */
export const BUILDS = join(ROOT, '.builds')

/** Flags that every production server of this project runs with. */
export const SERVER_FLAGS = ['--max-semi-space-size=16']

/** What the person wrote into `.env`; variables of the shell win. */
export const envFileFlags = () => (existsSync(join(ROOT, '.env')) ? ['--env-file=.env'] : [])

/** One line for the person who waits. */
export const say = (line) => console.log(`› ${line}`)

/** Something that the person in front of the terminal can put right; printed without a stack. */
export class Refusal extends Error {}

/** Runs a script's main function: its result is the exit code, a `Refusal` is one sentence and exit code 1. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}

/** Turns "not allowed to write" into a sentence; other errors pass. */
export function explainWriteError(error, what) {
  if (!['EACCES', 'EROFS', 'EPERM'].includes(error?.code)) return error
  return new Refusal(
    `${userInfo().username} may not write in ${ROOT}, where ${what} belongs. ` +
      'Work in a copy of your own (git clone), or let the owner of this one run the command once.',
  )
}

/** The Node 24 that the install brings, or the running one on platforms for which there is none. */
export function nodeBinary() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const bundled = join(ROOT, 'node_modules', '.bin', name)
  if (existsSync(bundled)) return bundled
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Refusal(
    `There is no packaged Node 24 for ${process.platform} ${process.arch}. Install Node 24 and run this again.`,
  )
}

/** PATH with or without the project's own executables. */
export function path({ own }) {
  const bin = join(ROOT, 'node_modules', '.bin')
  const others = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.endsWith(join('node_modules', '.bin')))
  return [...(own ? [bin] : []), ...others].join(delimiter)
}

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
