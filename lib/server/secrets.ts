import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BadEnvironment, type Env } from '@/lib/server/env'
import { SECRET_LENGTH } from '@/lib/server/env-variables'

const stored = z.object({ jwtSecret: z.string().min(32) })

/** What the server signs with. */
export type Secrets = Readonly<z.output<typeof stored>>

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code

/**
 * Puts a complete file in place unless there is one: it is written beside and then linked, so that whoever reads it,
 * also another process starting at the same moment, reads all of it.
 *
 * @returns whether this call made the file.
 */
async function createOnce(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' })
    await link(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function read(file: string): Promise<Secrets | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
  if (text === undefined) return undefined
  const result = stored.safeParse(parse(text))
  if (result.success) return result.data
  throw new BadEnvironment(
    `${file} is damaged. Put its backup in place, or delete it: a new one is made, and everybody has to log in again.`,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

/**
 * The configured secrets, or those kept in `<DATA_DIR>/secrets.json` (mode 600), made at the first start.
 * Safe when two processes start at once: both get the same ones.
 *
 * @param warn - called once, when the file is made.
 * @throws BadEnvironment when the folder cannot be used or the file is damaged.
 */
export async function loadSecrets(
  env: Pick<Env, 'dataDir' | 'jwtSecret'>,
  warn: (message: string) => void,
): Promise<Secrets> {
  if (env.jwtSecret !== undefined) {
    if (env.jwtSecret.length < SECRET_LENGTH) {
      warn(
        `JWT_SECRET is short: it can be guessed from one token. Use ${SECRET_LENGTH} random characters or more.`,
      )
    }
    return { jwtSecret: env.jwtSecret }
  }
  const file = join(env.dataDir, 'secrets.json')
  try {
    const kept = await read(file)
    if (kept) return kept
    await mkdir(env.dataDir, { recursive: true, mode: 0o700 })
    const fresh: Secrets = { jwtSecret: randomBytes(32).toString('base64url') }
    if (!(await createOnce(file, `${JSON.stringify(fresh, null, 2)}\n`))) return (await read(file)) ?? fresh
    warn(
      `JWT_SECRET is not set: a secret was made and is kept in ${file}. Whoever can read that file can log in as anyone.`,
    )
    return fresh
  } catch (error) {
    if (error instanceof BadEnvironment) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadEnvironment(
      `The data folder ${env.dataDir} cannot be used (${reason}). Make it writable, or name another one in DATA_DIR.`,
    )
  }
}
