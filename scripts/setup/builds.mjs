import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { identify, isAlive } from './processes.mjs'
import { BUILDS, readJson, ROOT } from './project.mjs'

/**
 * A build is the folder `.builds/<fingerprint>`: `next/`, `server.mjs` with its `main.mjs`, and `complete`, which is written last.
 * It never changes afterwards, but for what Node keeps in `compiled/`. Who runs from it leaves a record in `users/`, and it is removed only when all of
 * those have ended.
 */
export function buildAt(name) {
  const folder = join(BUILDS, name)
  return {
    name,
    folder,
    server: join(folder, 'server.mjs'),
    complete: join(folder, 'complete'),
    users: join(folder, 'users'),
    /** For NEXT_DIST_DIR, which Next wants relative to the project. */
    nextDistDir: relative(ROOT, join(folder, 'next')),
  }
}

const allBuilds = () =>
  existsSync(BUILDS)
    ? readdirSync(BUILDS)
        .filter((name) => /^[0-9a-f]{12}$/.test(name))
        .map(buildAt)
    : []

export const isComplete = (build) => existsSync(build.complete)

function usersOf({ users }) {
  return existsSync(users)
    ? readdirSync(users)
        .map((name) => readJson(join(users, name)))
        .filter(isAlive)
    : []
}

/** The servers that run from this folder's builds. */
export const liveServers = () => allBuilds().flatMap(usersOf)

/** Marks the build as used by a process, for as long as that lives. */
export function recordUser(build, pid) {
  mkdirSync(build.users, { recursive: true })
  writeFileSync(join(build.users, `${pid}.json`), JSON.stringify(identify(pid)))
}

export function forgetUser(build, pid) {
  rmSync(join(build.users, `${pid}.json`), { force: true })
}

/** Removes what no process uses and no source asks for any more, unfinished builds included. */
export function removeOldBuilds(current) {
  for (const build of allBuilds()) {
    if (build.name !== current.name && usersOf(build).length === 0)
      rmSync(build.folder, { recursive: true, force: true })
  }
}
