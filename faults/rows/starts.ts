import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer as listenOn } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../../scripts/testing/free-port.mjs'
import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import { type Account, missingAccounts, register } from '../guests'
import { type Extent, none, type Outcome, type Row } from '../row'
import { createServer } from '../server'

interface Mistake {
  readonly what: string
  readonly env: Readonly<Record<string, string>>
  readonly port?: number
  /** What the sentence must name. */
  readonly pattern: RegExp
}

/** A start that cannot succeed says why in a sentence, without a stack, and ends with a code of its own. */
async function refusalOf({ what, env, port, pattern }: Mistake): Promise<Outcome> {
  const server = await createServer({ name: what, env, ...(port !== undefined && { port }) })
  const { code, output } = await server.runToEnd()
  const isSentence = pattern.test(output) && !/\n\s+at /.test(output)
  return {
    what,
    expected: 'a sentence that says what to do, and exit code 1',
    found: `exit code ${code}: ${output.split('\n').find((line) => pattern.test(line)) ?? output.slice(-300)}`,
    isMet: code === 1 && isSentence,
  }
}

/** Mistakes that are made beside a server that runs on the data folder. */
async function besideOne(dataDir: string, takenPort: number): Promise<Outcome[]> {
  const folder = temporaryFolder('faults')
  const aFile = join(folder, 'file')
  writeFileSync(aFile, '')
  const mistakes: readonly Mistake[] = [
    { what: 'a second process on the embedded database', env: { DATA_DIR: dataDir }, pattern: /DATA_DIR/ },
    { what: 'a port that is taken', env: { DATA_DIR: join(folder, 'a') }, port: takenPort, pattern: /PORT=/ },
    {
      what: 'a data folder that cannot be',
      env: { DATA_DIR: join(aFile, 'data') },
      pattern: /DATA_DIR|write|writ/,
    },
    { what: 'a wrong PORT', env: { DATA_DIR: join(folder, 'b'), PORT: 'many' }, pattern: /PORT/ },
    {
      what: 'a wrong LOG_LEVEL',
      env: { DATA_DIR: join(folder, 'c'), LOG_LEVEL: 'loud' },
      pattern: /LOG_LEVEL/,
    },
    {
      what: 'an engine without JWT_SECRET',
      env: { DATA_DIR: join(folder, 'd'), DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
      pattern: /JWT_SECRET/,
    },
  ]
  const outcomes: Outcome[] = []
  for (const mistake of mistakes) outcomes.push(await refusalOf(mistake))
  return outcomes
}

async function run(_: Extent): Promise<readonly Outcome[]> {
  const dataDir = temporaryFolder('faults')
  mkdirSync(dataDir, { recursive: true })
  const server = await createServer({ name: 'server', env: { DATA_DIR: dataDir } })
  const taken = listenOn().listen(await freePort(), '127.0.0.1')
  await once(taken, 'listening')
  try {
    await server.start()
    const accounts: Account[] = []
    for (let count = 0; count < 5; count += 1) {
      const account = await register(server.url)
      if (typeof account !== 'number') accounts.push(account)
    }
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const refused = await besideOne(dataDir, port)
    const isUnharmed = typeof (await register(server.url)) !== 'number'
    await server.kill()
    await server.start()
    const gone = await missingAccounts(server.url, accounts)
    return [
      ...refused,
      none('what the running one suffered from all that', isUnharmed ? [] : ['it does not answer as before']),
      {
        ...none(`${accounts.length} rows of the data folder afterwards: gone`, gone),
        isMet: accounts.length === 5 && gone.length === 0,
      },
    ]
  } finally {
    await server.kill()
    taken.close()
  }
}

/** Starts that cannot succeed. */
export const starts: Row = {
  name: 'starts',
  title: 'wrong configuration, a taken port, a folder that is no folder, a second process on the database',
  needs: [],
  isQuiet: true,
  run,
}
