import type { Reach } from '@/lib/domain/conversations/message'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import { lookUpByValues } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'

/** In one query. */
const AT_ONCE = 40

interface ReachRow {
  readonly n: number
  /** Somebody is not even as far as was asked. */
  readonly behind: boolean
  readonly read: number | null
  readonly delivered: number | null
}

/**
 * How far everybody but one person is. In a large conversation there is nearly always somebody who has not come as far as the
 * page that is looked at, and the first such member is the answer; all of them are read only where everybody is.
 */
export function createReach(db: PrismaClient) {
  const reachOf = lookUpByValues(
    ([ids, excepts, froms]: [string[], string[], number[]]) => db.$queryRaw<ReachRow[]>`
      SELECT wanted.n::int AS n, behind.found IS NOT NULL AS behind, least.read, least.delivered
      FROM unnest(${ids}::text[], ${excepts}::text[], ${froms}::int[]) WITH ORDINALITY AS wanted (id, person, start, n)
      LEFT JOIN LATERAL (
        SELECT true AS found FROM members
        WHERE conversation_id = wanted.id AND user_id <> wanted.person
          AND read_seq < wanted.start AND delivered_seq < wanted.start LIMIT 1
      ) AS behind ON true
      LEFT JOIN LATERAL (
        SELECT min(CASE WHEN hides_read THEN 0 ELSE read_seq END) AS read,
          min(CASE WHEN NOT hides_delivered THEN delivered_seq WHEN hides_read THEN 0 ELSE read_seq END) AS delivered
        FROM members JOIN users ON users.id = user_id
        WHERE behind.found IS NULL AND conversation_id = wanted.id AND user_id <> wanted.person
      ) AS least ON true`,
    { atOnce: AT_ONCE },
  )
  return async (id: ConversationId, except: UserId, from: number): Promise<Reach | undefined> => {
    const row = await reachOf(id, except, from)
    if (row?.behind) return { read: 0, delivered: 0 }
    const { read = null, delivered = null } = row ?? {}
    return read === null || delivered === null ? undefined : { read, delivered }
  }
}
