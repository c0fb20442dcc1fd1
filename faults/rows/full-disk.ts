import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import { type Account, missingAccounts, register } from '../guests'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { createServer } from '../server'

const TOO_SMALL = '20m'
const BIG_ENOUGH = '160m'
/** What is left for the database when the disk is full: nothing it can use. */
const TRIES_WHEN_FULL = 400
const TRIES_AT_ONCE = 8
const REFUSALS_ENOUGH = 3

/** A small disk in memory; gone with `unmount`. @throws when the machine does not allow it */
function mount(size: string, options = ''): { readonly folder: string; unmount(): void } {
  const folder = temporaryFolder('faults-disk')
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}${options}`, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`No disk could be mounted: ${made.stderr}`)
  const unmount = (): void => void spawnSync('umount', ['-l', folder])
  process.once('exit', unmount)
  return { folder, unmount }
}

async function refused(what: string, dataDir: string, pattern: RegExp): Promise<Outcome> {
  const server = await createServer({ name: what, env: { DATA_DIR: dataDir } })
  const { code, output } = await server.runToEnd()
  const found = `exit code ${code}: ${output.split('\n').find((line) => pattern.test(line)) ?? output.slice(-300)}`
  const isMet = code === 1 && pattern.test(output) && !/\n\s+at /.test(output)
  return { what, expected: 'a sentence that says what to do, and exit code 1', found, isMet }
}

async function atStart(): Promise<Outcome[]> {
  const small = mount(TOO_SMALL)
  const readOnly = mount(TOO_SMALL, ',ro')
  try {
    return [
      await refused('a start on a full disk', join(small.folder, 'data'), /full/),
      await refused('a start in a folder that may not be written', join(readOnly.folder, 'data'), /writable/),
    ]
  } finally {
    small.unmount()
    readOnly.unmount()
  }
}

/** Takes all but nothing of what is free. */
function fill(folder: string): string {
  const file = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(file, Buffer.alloc(bavail * bsize))
  return file
}

async function whileRunning(): Promise<Outcome[]> {
  const disk = mount(BIG_ENOUGH)
  const dataDir = join(disk.folder, 'data')
  mkdirSync(dataDir)
  const server = await createServer({ name: 'server', env: { DATA_DIR: dataDir } })
  try {
    await server.start()
    const accounts: Account[] = []
    const refusals: number[] = []
    const note = (account: Account | number) =>
      void (typeof account === 'number' ? refusals.push(account) : accounts.push(account))
    for (let count = 0; count < 10; count += 1) note(await register(server.url))
    const ballast = fill(disk.folder)
    for (let tried = 0; tried < TRIES_WHEN_FULL && refusals.length < REFUSALS_ENOUGH; tried += TRIES_AT_ONCE)
      (await Promise.all(Array.from({ length: TRIES_AT_ONCE }, () => register(server.url)))).forEach(note)
    const whenFull = [...new Set(refusals)]
    rmSync(ballast)
    await wait(500)
    const isBack = server.isServing() ? await register(server.url) : 0
    await server.kill()
    await server.start()
    const gone = await missingAccounts(server.url, accounts)
    const after = await register(server.url)
    return [
      outcome(
        'registering on a disk that has become full',
        'refused by 503, and the server lives',
        `${refusals.length} refused (${whenFull.join(', ') || 'none'})`,
        whenFull.join() === '503',
      ),
      outcome(
        'when there is room again',
        'it registers',
        typeof isBack === 'number' ? `refused (${isBack})` : 'it registers',
        typeof isBack !== 'number',
      ),
      {
        ...none(`${accounts.length} acknowledged rows after a start anew: gone`, gone),
        isMet: accounts.length >= 10 && gone.length === 0,
      },
      outcome(
        'and new ones',
        'are taken',
        typeof after === 'number' ? `refused (${after})` : 'are taken',
        typeof after !== 'number',
      ),
      none('servers that ended by themselves', server.crashes() > 0 ? [server.output()] : []),
    ]
  } finally {
    await server.kill()
    disk.unmount()
  }
}

const run = async (_: Extent): Promise<readonly Outcome[]> => [
  ...(await atStart()),
  ...(await whileRunning()),
]

/** The embedded database on a disk without room. */
export const fullDisk: Row = {
  name: 'full-disk',
  title: 'a full disk and a read-only one under the embedded database',
  needs: ['mounts'],
  isQuiet: true,
  run,
}
