import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { liveServers } from './builds.mjs'
import { run, runNode } from './processes.mjs'
import { path, readJson, Refusal, ROOT, say } from './project.mjs'

/** npm writes this file last, so what it lists is what is there. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')

/** npm leaves these out where they do not fit the platform or nothing asks for them. */
const mayBeMissing = (entry) => entry.optional || entry.devOptional || entry.extraneous

const same = (a, b) => a !== undefined && a.version === b.version && a.integrity === b.integrity

/** Whether node_modules holds exactly what the lockfile names (parts for other platforms may be missing). */
export function isInstalled() {
  if (!existsSync(INSTALLED)) return false
  const wanted = readJson(join(ROOT, 'package-lock.json')).packages
  const found = readJson(INSTALLED).packages
  const complete = Object.entries(wanted).every(([at, entry]) => {
    return at === '' || same(found[at], entry) || (mayBeMissing(entry) && found[at] === undefined)
  })
  return complete && Object.keys(found).every((at) => wanted[at] !== undefined)
}

/** The environment for npm itself: the machine's Node, and nothing inherited from the npm that started this script. */
function npmEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config|package|lifecycle)_|^NODE_ENV$/i.test(name),
  )
  const registry = Object.entries(process.env).filter(([name]) =>
    /^npm_config_(registry|cache|userconfig|.*proxy|cafile|ca)$/i.test(name),
  )
  return { ...Object.fromEntries([...kept, ...registry]), PATH: path({ own: false }) }
}

/** Installs from the lockfile unless that is what is there. */
export async function install() {
  if (isInstalled()) return
  const [server] = liveServers()
  if (server) {
    throw new Refusal(
      `The dependencies have changed, and a server runs from this folder (process ${server.pid}). Stop it first.`,
    )
  }
  say('Installing the dependencies from the lockfile (about a minute the first time).')
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const options = { env: npmEnvironment(), failure: 'The dependencies could not be installed' }
  await (npm && node ? runNode([npm, ...args], { ...options, node }) : run('npm', args, options))
}
