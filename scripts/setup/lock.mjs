import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { identify, isAlive } from './processes.mjs'
import { explainWriteError, say } from './project.mjs'

const RETRY_MS = 200
const FREE = { pid: 0, started: '' }

/**
 * The lock is the file `lock.<n>` with the highest n. To take it from a holder that released it or died, the next
 * number is created: only one of several can do that, and no process ever removes a file that could be a live lock.
 */
function newest(folder) {
  const numbers = readdirSync(folder)
    .map((name) => /^lock\.(\d+)$/.exec(name)?.[1])
    .filter(Boolean)
    .map(Number)
  return Math.max(0, ...numbers)
}

function holderOf(folder, number) {
  if (number === 0) return FREE
  try {
    return JSON.parse(readFileSync(join(folder, `lock.${number}`), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined // replaced by a newer one in this moment
    throw error
  }
}

function writeDraft(folder, holder) {
  const draft = join(folder, `draft.${randomBytes(6).toString('hex')}`)
  writeFileSync(draft, JSON.stringify(holder))
  return draft
}

/** The file appears complete or not at all. @returns whether this process made it. */
function create(folder, number) {
  const draft = writeDraft(folder, identify(process.pid))
  try {
    linkSync(draft, join(folder, `lock.${number}`))
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function tryToAcquire(folder) {
  const number = newest(folder)
  const holder = holderOf(folder, number)
  if (holder === undefined || isAlive(holder)) return { holder }
  if (!create(folder, number + 1)) return {}
  for (let old = number; old > 0 && old > number - 10; old--)
    rmSync(join(folder, `lock.${old}`), { force: true })
  return { number: number + 1 }
}

function firstTry(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    return tryToAcquire(folder)
  } catch (error) {
    throw explainWriteError(error, 'the set-up')
  }
}

/**
 * Runs `work` while no other process of this machine does so with the same folder. Waits for a holder that lives and
 * takes over from one that died.
 */
export async function withLock(folder, work) {
  let announced = false
  let outcome = firstTry(folder)
  while (outcome.number === undefined) {
    if (!announced && outcome.holder)
      say(`Another set-up is running here (process ${outcome.holder.pid}); waiting for it.`)
    announced ||= Boolean(outcome.holder)
    await wait(RETRY_MS)
    outcome = tryToAcquire(folder)
  }
  try {
    return await work()
  } finally {
    renameSync(writeDraft(folder, FREE), join(folder, `lock.${outcome.number}`))
  }
}
