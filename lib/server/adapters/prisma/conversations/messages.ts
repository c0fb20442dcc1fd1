import type { ConversationId, UserId } from '@/lib/domain/ids'
import type { CursorMove, Messages, NewMessage } from '@/lib/server/ports/conversations/messages'
import { Prisma, type PrismaClient } from '../generated/client'
import { groupCommit } from '../group-commit'
import { appendAll } from './append'
import { changeMessage } from './change-message'
import { authorsCovered } from './covered'
import { moveDelivered } from './deliveries'
import { evidenceFrom } from './evidence'
import { mentioning } from './mentions'
import { createPages } from './page'
import { createReach } from './reach'
import { toMessage, WITH_AUTHOR } from './rows'

export function createPrismaMessages(db: PrismaClient): Messages {
  const append = groupCommit((drafts: readonly NewMessage[]) =>
    db.$transaction((tx) => appendAll(tx, drafts)),
  )
  return {
    append,
    page: createPages(db),

    async search(conversationId, text, { messages, found }) {
      const place = await db.conversation.findUnique({ where: { id: conversationId } })
      if (!place) return []
      const rows = await db.message.findMany({
        where: {
          conversationId,
          seq: { gt: place.lastSeq - messages },
          deletedAt: null,
          text: { contains: escapedPattern(text), mode: 'insensitive' },
        },
        orderBy: { seq: 'desc' },
        take: found,
        include: WITH_AUTHOR,
      })
      return rows.map(toMessage)
    },
    async isKept(conversationId, authorId, clientMessageId) {
      const where = { conversationId, authorId, clientMessageId }
      return (await db.message.count({ where })) > 0
    },

    evidence: (id, query) => evidenceFrom(db, id, query),
    mentioning: (id, query) => mentioning(db, id, query),

    async byId(id) {
      const row = await db.message.findUnique({ where: { id }, include: WITH_AUTHOR })
      return row ? toMessage(row) : undefined
    },

    reach: createReach(db),

    change: (id, author, change, now) =>
      db.$transaction((tx) => changeMessage(tx, { id, author, change, now })),

    moveCursor: (id, user, which, upTo) => moveCursor(db, { id, user, which, upTo }),
    moveDelivered: (id, reached) => moveDelivered(db, id, reached),
  }
}

/** Prisma passes `%`, `_` and the backslash on, which mean something in a pattern. */
const escapedPattern = (text: string) => text.replaceAll(/[%_\\]/g, String.raw`\$&`)

interface Move {
  readonly id: ConversationId
  readonly user: UserId
  readonly which: 'read' | 'delivered'
  readonly upTo: number | null
}

/** What is read is delivered too. */
function moveCursor(db: PrismaClient, { id, user, which, upTo }: Move): Promise<CursorMove | undefined> {
  const readTo =
    which === 'read' ? Prisma.sql`GREATEST(members.read_seq, upto.seq)` : Prisma.sql`members.read_seq`
  const before = which === 'read' ? Prisma.sql`was.read_seq` : Prisma.sql`was.delivered_seq`
  return db.$transaction(async (tx) => {
    const [moved] = await tx.$queryRaw<{ from: number; to: number }[]>`
      WITH was AS (
        SELECT read_seq, delivered_seq, last_seq FROM members JOIN conversations ON id = conversation_id
        WHERE conversation_id = ${id} AND user_id = ${user} FOR UPDATE OF members
      ), upto AS (SELECT LEAST(COALESCE(${upTo}::int, last_seq), last_seq) AS seq FROM was)
      UPDATE members SET
        read_seq = ${readTo},
        delivered_seq = GREATEST(members.delivered_seq, upto.seq),
        own_after_read = CASE WHEN ${readTo} = was.read_seq THEN own_after_read ELSE (
          SELECT count(*)::int FROM messages
          WHERE messages.conversation_id = ${id} AND author_id = ${user} AND messages.seq > upto.seq
        ) END
      FROM was, upto WHERE conversation_id = ${id} AND user_id = ${user}
      RETURNING ${before} AS "from", GREATEST(${before}, upto.seq) AS "to"`
    if (!moved) return undefined
    const { from, to } = moved
    if (to === from) return { from, to, messageId: null, authors: [] }
    const covered = await authorsCovered(tx, id, { from, to })
    return { from, to, ...covered(user, from, to) }
  })
}
