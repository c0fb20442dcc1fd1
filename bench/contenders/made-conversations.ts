import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Source } from '@/lib/server/adapters/prisma/source'

/** The made people from here on are members of conversations; nobody before them is of any. */
export const FIRST_MEMBER = 20_000
export const MADE_MEMBERS = 5_000
/** Conversations that they share: each is in 20, of 1,000 members each. */
const SHARED = 100
/** Of how many of the shared ones a person is a member. */
export const OF_EACH = 20
/** Messages in each of them, of which nobody has read any. */
export const MESSAGES = 50
/** Members of the one big channel: the first so many people. */
export const BIG_CHANNEL_MEMBERS = 1_000
export const BIG_CHANNEL = 'bench-big'

export const sharedConversation = (n: number): string => `bench-${n % SHARED}`

/** Writes conversations with members and messages, because making them over the wire would take longer than measuring. */
export async function writeConversations(
  { pool }: Source,
  /** A person's id in SQL, by an expression of their number. */
  personAt: (number: string) => string,
): Promise<void> {
  const person = (member: string) => personAt(`${FIRST_MEMBER} + ${member}`)
  await pool.query(
    `INSERT INTO conversations (id, tenant_id, kind, key, name, last_seq, member_count, created_at)
     SELECT 'bench-' || c, $1, 'channel', 'channel:bench-' || c, 'Bench ' || c, ${MESSAGES}, ${(MADE_MEMBERS * OF_EACH) / SHARED}, now()
     FROM generate_series(0, ${SHARED - 1}) AS one(c)
     UNION ALL SELECT '${BIG_CHANNEL}', $1, 'channel', 'channel:${BIG_CHANNEL}', 'Big', 0, ${BIG_CHANNEL_MEMBERS}, now()
     ON CONFLICT DO NOTHING`,
    [DEFAULT_TENANT],
  )
  await pool.query(
    `INSERT INTO members (conversation_id, user_id, joined_at)
     SELECT 'bench-' || ((p + place) % ${SHARED}), ${person('p')}, now()
     FROM generate_series(0, ${MADE_MEMBERS - 1}) AS one(p), generate_series(0, ${OF_EACH - 1}) AS other(place)
     UNION ALL SELECT '${BIG_CHANNEL}', ${person('p')}, now() FROM generate_series(0, ${BIG_CHANNEL_MEMBERS - 1}) AS one(p)
     ON CONFLICT DO NOTHING`,
  )
  await pool.query(
    `INSERT INTO messages (conversation_id, seq, id, author_id, type, text, created_at)
     SELECT 'bench-' || c, s, 'bench-' || c || '-' || s, ${person('s')}, 'text', 'message ' || s || ' of some length, as people write', now()
     FROM generate_series(0, ${SHARED - 1}) AS one(c), generate_series(1, ${MESSAGES}) AS other(s)
     ON CONFLICT DO NOTHING`,
  )
  await pool.query('ANALYZE')
}
