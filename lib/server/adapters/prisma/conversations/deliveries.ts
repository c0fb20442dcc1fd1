import type { ConversationId, UserId } from '@/lib/domain/ids'
import type { DeliveryMove } from '@/lib/server/ports/conversations/messages'
import type { PrismaClient } from '../generated/client'
import { authorsCovered } from './covered'

interface Moved {
  readonly user: UserId
  readonly displayName: string | null
  readonly from: number
  readonly to: number
}

/** Locks the conversation as appending does, so that two transactions never wait for each other's members. */
export function moveDelivered(
  db: PrismaClient,
  id: ConversationId,
  reached: ReadonlyMap<UserId, number>,
): Promise<readonly DeliveryMove[]> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM conversations WHERE id = ${id} FOR UPDATE`
    const moved = await tx.$queryRaw<Moved[]>`
      WITH reached AS (
        SELECT one.user_id, LEAST(one.seq, conversations.last_seq) AS seq
        FROM unnest(${[...reached.keys()]}::text[], ${[...reached.values()]}::int[]) AS one (user_id, seq)
        JOIN conversations ON conversations.id = ${id}
      ), was AS (
        SELECT members.user_id, members.delivered_seq, reached.seq
        FROM members JOIN reached ON reached.user_id = members.user_id
        WHERE members.conversation_id = ${id} AND members.delivered_seq < reached.seq FOR UPDATE OF members
      ), moved AS (
        UPDATE members SET delivered_seq = was.seq FROM was
        WHERE members.conversation_id = ${id} AND members.user_id = was.user_id
        RETURNING members.user_id, was.delivered_seq AS before, was.seq
      )
      SELECT moved.user_id AS "user", users.display_name AS "displayName", moved.before AS "from", moved.seq AS "to"
      FROM moved JOIN users ON users.id = moved.user_id WHERE NOT users.hides_delivered`
    if (moved.length === 0) return []
    const span = {
      from: Math.min(...moved.map(({ from }) => from)),
      to: Math.max(...moved.map(({ to }) => to)),
    }
    const covered = await authorsCovered(tx, id, span)
    return moved.map(({ user, displayName, from, to }) => ({
      reader: { user, displayName },
      from,
      to,
      ...covered(user, from, to),
    }))
  })
}
