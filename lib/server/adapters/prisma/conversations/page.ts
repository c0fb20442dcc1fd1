import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { ConversationId } from '@/lib/domain/ids'
import type { MessagePage, PageQuery } from '@/lib/server/ports/conversations/messages'
import { filledUp, lookUpByValues } from '../batched-lookup'
import { Prisma, type PrismaClient } from '../generated/client'
import { toMessage, WITH_AUTHOR } from './rows'

/** Pages that are read at once; each may be long. */
const AT_ONCE = 8
/** Beyond every sequence number: the largest of the column's. */
const NO_END = 2_147_483_647

type Bounds = readonly [id: string, after: number, before: number, most: number]

interface PageRow {
  readonly n: number
  readonly messages: readonly ConversationMessage[]
}

/** Pages of messages; those that are asked for at the same time are read together, and a message of several of them once. */
export function createPages(db: PrismaClient) {
  const oldest = pagesInOrder(db, Prisma.sql`ASC`)
  const newest = pagesInOrder(db, Prisma.sql`DESC`)

  return async (id: ConversationId, { after, before = NO_END, limit }: PageQuery): Promise<MessagePage> => {
    const read = after === undefined ? newest : oldest
    const { messages = [] } = (await read(id, after ?? 0, before, limit + 1)) ?? {}
    const page = messages.slice(0, limit)
    return { messages: after === undefined ? page.toReversed() : page, hasMore: messages.length > limit }
  }
}

function pagesInOrder(db: PrismaClient, order: Prisma.Sql) {
  return lookUpByValues<Bounds, PageRow>(
    async ([conversations, afters, befores, most]) => {
      const pages = await db.$queryRaw<{ n: number; ids: readonly string[] }[]>`
        SELECT wanted.n::int AS n, ARRAY(
          SELECT id FROM messages
          WHERE conversation_id = wanted.conversation AND seq > wanted.after AND seq < wanted.before
          ORDER BY seq ${order} LIMIT wanted.most
        ) AS ids
        FROM unnest(${conversations}::text[], ${afters}::int[], ${befores}::int[], ${most}::int[])
          WITH ORDINALITY AS wanted (conversation, after, before, most, n)`
      const byId = await messagesOf(db, [...new Set(pages.flatMap(({ ids }) => ids))])
      return pages.map(({ n, ids }) => ({ n, messages: ids.flatMap((id) => byId.get(id) ?? []) }))
    },
    { atOnce: AT_ONCE },
  )
}

/** By their ids. */
export async function messagesOf(
  db: PrismaClient,
  ids: string[],
): Promise<ReadonlyMap<string, ConversationMessage>> {
  if (ids.length === 0) return new Map()
  const rows = await db.message.findMany({ where: { id: { in: filledUp(ids) } }, include: WITH_AUTHOR })
  return new Map(rows.map((row) => [row.id, toMessage(row)]))
}
