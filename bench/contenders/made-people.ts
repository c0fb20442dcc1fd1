import { createTokens } from '@/lib/server/auth/tokens'
import { databaseOn } from '@/lib/server/adapters/prisma/database'
import { embeddedSource, postgresSource, type Source } from '@/lib/server/adapters/prisma/source'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { FIRST_MEMBER, MADE_MEMBERS, writeConversations } from './made-conversations'

/** Registering thousands of people over the wire would take longer than measuring, so their rows are written. */
const MADE_PEOPLE = FIRST_MEMBER + MADE_MEMBERS + 1
export const JWT_SECRET = 'a secret for measuring only, long enough'
/** The longest there is, s. */
export const TOKEN_TTL = 86_400

/** The only one of them who may see everything. */
export const ADMINISTRATOR = MADE_PEOPLE - 1

const ID_START = '00000000-0000-4000-8000-'
/** Nobody else's id and login's id have this form. */
export const idOf = (index: number): string => ID_START + String(index).padStart(12, '0')

const tokens = createTokens(JWT_SECRET, TOKEN_TTL)
const made = new Map<number, string>()

/** The access token of a made person; made once, so that coming back costs the swarm nothing. */
export function tokenOf(index: number): string {
  const token = made.get(index) ?? tokens.access({ user: idOf(index), login: idOf(index) }, Date.now())
  made.set(index, token)
  return token
}

/** Writes them into the embedded database of a data folder that no server uses, or into PostgreSQL. */
export async function makePeople(where: { dataDir: string } | { url: string }): Promise<void> {
  const quiet = { info: () => undefined, warn: () => undefined }
  const source =
    'url' in where ? await postgresSource(where.url, 2, quiet) : await embeddedSource(where.dataDir)
  const database = await databaseOn(source)
  await writePeople(source)
  await writeConversations(source, (n) => `'${ID_START}' || lpad((${n})::text, 12, '0')`)
  await database.close()
}

async function writePeople({ pool }: Source): Promise<void> {
  const everybody = `generate_series(0, ${MADE_PEOPLE - 1}) AS made(n)`
  const id = `'${ID_START}' || lpad(n::text, 12, '0')`
  await pool.query(
    `INSERT INTO users (id, tenant_id, tier, role, created_at)
     SELECT ${id}, $1, 0, CASE n WHEN ${ADMINISTRATOR} THEN 'admin' ELSE 'user' END, now() FROM ${everybody} ON CONFLICT DO NOTHING`,
    [DEFAULT_TENANT],
  )
  await pool.query(
    `INSERT INTO logins (id, user_id, device, rotated_at, created_at, expires_at)
     SELECT ${id}, ${id}, 'swarm', now(), now(), now() + interval '1 day' FROM ${everybody} ON CONFLICT DO NOTHING`,
  )
  await pool.query('ANALYZE')
}
