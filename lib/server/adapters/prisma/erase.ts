import type { Erasure } from '@/lib/server/ports/accounts/personal-data'
import { departureOfAccount } from './departed'
import { Prisma } from './generated/client'
import { toTimestamp } from './timestamps'

const renamedIn = ({ user, pseudonym }: Erasure, json: Prisma.Sql) =>
  Prisma.sql`replace(${json}::text, ${user}, ${pseudonym})::jsonb`

/** The statements that remove a person from all rows but the audit log's, in an order in which they work. All in one transaction. */
export function erasure(db: Prisma.TransactionClient, erased: Erasure): readonly (() => Promise<unknown>)[] {
  const { user, pseudonym } = erased
  const renamed = (json: Prisma.Sql) => renamedIn(erased, json)
  const concerned = Prisma.sql`SELECT id FROM reports WHERE reporter_id = ${user} OR reported_id = ${user}`
  /** In conversations others than the two sides wrote as well. */
  const amongOthers = Prisma.sql`report_id IN (SELECT id FROM reports WHERE conversation_id IS NOT NULL)
    AND strpos(messages::text, ${user}) > 0`
  return [
    // A record that is just being written names the person, or is written when they are gone.
    () => db.$executeRaw`SELECT 1 FROM users WHERE id = ${user} FOR UPDATE`,
    ...departureOfAccount(erased).map((statement) => () => db.$executeRaw(statement)),
    () =>
      db.$executeRaw`UPDATE report_evidence SET messages = ${renamed(Prisma.sql`messages`)}
        WHERE report_id IN (${concerned}) OR (${amongOthers})`,
    () => db.$executeRaw`UPDATE reports SET
      reporter_id = CASE reporter_id WHEN ${user} THEN ${pseudonym} ELSE reporter_id END,
      reported_id = CASE reported_id WHEN ${user} THEN ${pseudonym} ELSE reported_id END,
      description = replace(description, ${user}, ${pseudonym})
      WHERE reporter_id = ${user} OR reported_id = ${user}`,
    ...erasureOfCasework(db, erased),
    // The books stay, and name nobody.
    () => db.$executeRaw`UPDATE payment_orders SET user_id = ${pseudonym},
      refund_reason = replace(refund_reason, ${user}, ${pseudonym}) WHERE user_id = ${user}`,
    () => db.$executeRaw`UPDATE ledger_transactions SET user_id = ${pseudonym} WHERE user_id = ${user}`,
    () => db.$executeRaw`UPDATE ledger_accounts SET owner = ${pseudonym} WHERE owner = ${user}`,
    ...erasureOfMessages(db, erased),
    ...erasureOfVisits(db, erased),
    // As one person fewer who is there.
    () => db.$executeRaw`
      WITH gone AS (DELETE FROM presence_stays WHERE user_id = ${user} RETURNING tenant_id, shown)
      UPDATE presence_levels SET people = greatest(0, people - 1) FROM gone
      WHERE presence_levels.tenant_id = gone.tenant_id AND presence_levels.shown = gone.shown`,
    () => db.outboxMessage.deleteMany({ where: { userId: user } }),
    () => db.$executeRaw`UPDATE outbox SET
      order_key = replace(order_key, ${user}, ${pseudonym}),
      payload = ${renamed(Prisma.sql`payload`)}
      WHERE strpos(order_key, ${user}) > 0 OR strpos(payload::text, ${user}) > 0`,
    // A session without other accounts is deleted whole.
    () =>
      db.sessionRecord.deleteMany({
        where: { participants: { some: { userId: user }, none: { userId: { not: user } } } },
      }),
    () => db.sessionParticipant.deleteMany({ where: { userId: user } }),
    // Whom they called is nobody's business then.
    () => db.telephoneCall.deleteMany({ where: { placerId: user } }),
    // Likewise a call; of others it stays that there was one, without them.
    () =>
      db.callRecord.deleteMany({
        where: { participants: { some: { userId: user }, none: { userId: { not: user } } } },
      }),
    // Devices, logins, proofs, goods and blocks, in both directions, go with the account.
    () => db.user.deleteMany({ where: { id: user } }),
  ]
}

/** Conversations keep that something was said, and neither by whom nor what. */
function erasureOfMessages(db: Prisma.TransactionClient, { user, pseudonym, now }: Erasure) {
  return [
    () => db.messageOriginal.deleteMany({ where: { message: { authorId: user } } }),
    () =>
      db.message.updateMany({
        where: { authorId: user },
        data: {
          text: '',
          metadata: Prisma.DbNull,
          attachments: Prisma.DbNull,
          mentions: [],
          mentionsAll: false,
          clientMessageId: null,
          deletedAt: toTimestamp(now),
        },
      }),
    // What mentions them stays, and says no more whom; nor do deleted words still mention anybody.
    () => db.$executeRaw`UPDATE messages SET mentions = array_remove(mentions, ${user})
      WHERE id IN (SELECT message_id FROM mentions WHERE user_id = ${user})`,
    () => db.mention.deleteMany({ where: { message: { authorId: user } } }),
    // Their content goes with the next sweep, but for evidence, which has no name any more.
    () =>
      db.attachment.updateMany({
        where: { uploaderId: user },
        data: { name: '', removedAt: toTimestamp(now) },
      }),
    // What had arrived of a file goes with the next sweep, too.
    () => db.upload.updateMany({ where: { userId: user }, data: { name: '', createdAt: toTimestamp(0) } }),
    () => db.$executeRaw`UPDATE conversations SET member_count = member_count - 1,
      key = replace(key, ${user}, ${pseudonym}) WHERE id IN (SELECT conversation_id FROM members WHERE user_id = ${user})`,
    () =>
      db.$executeRaw`UPDATE broadcasts SET message = replace(message, ${user}, ${pseudonym}) WHERE author_id = ${user}`,
    () => db.$executeRaw`UPDATE conversations SET name = replace(name, ${user}, ${pseudonym}),
      description = replace(description, ${user}, ${pseudonym}) WHERE creator_id = ${user}`,
  ]
}

/** Nobody admits to a visit whose host has gone, so that it is over. */
function erasureOfVisits(db: Prisma.TransactionClient, { user, now }: Erasure) {
  const at = toTimestamp(now)
  return [
    () => db.$executeRaw`UPDATE conversations SET closed_at = ${at}
      WHERE closed_at IS NULL AND id IN (SELECT conversation_id FROM visits WHERE host_id = ${user})`,
    () => db.$executeRaw`UPDATE visit_participants SET arrival = NULL, waiting_since = NULL, away_since = NULL
      WHERE visit_id IN (SELECT id FROM visits WHERE host_id = ${user})`,
    () =>
      db.$executeRaw`UPDATE visits SET ended_at = coalesce(ended_at, ${at}), host_id = NULL WHERE host_id = ${user}`,
  ]
}

/** Bans and appeals stay as long as they count; what was noted about the person goes; a moderator's work stays without their name. */
function erasureOfCasework(db: Prisma.TransactionClient, { user, pseudonym }: Erasure) {
  const by = { where: { byId: user }, data: { byId: pseudonym } }
  return [
    () => db.warning.deleteMany({ where: { userId: user } }),
    () => db.personNote.deleteMany({ where: { userId: user } }),
    () => db.reporterRecord.deleteMany({ where: { userId: user } }),
    () => db.matchingPause.deleteMany({ where: { userId: user } }),
    () => db.caseClaim.deleteMany({ where: { moderatorId: user } }),
    () => db.report.updateMany({ where: { assigneeId: user }, data: { assigneeId: null } }),
    () => db.warning.updateMany(by),
    () => db.personNote.updateMany(by),
    () => db.$executeRaw`UPDATE bans SET
      user_id = CASE user_id WHEN ${user} THEN ${pseudonym} ELSE user_id END,
      by_id = CASE by_id WHEN ${user} THEN ${pseudonym} ELSE by_id END,
      earlier_by_ids = array_replace(earlier_by_ids, ${user}, ${pseudonym}),
      reason = replace(reason, ${user}, ${pseudonym})
      WHERE user_id = ${user} OR by_id = ${user} OR ${user} = ANY (earlier_by_ids)`,
    () => db.$executeRaw`UPDATE appeals SET
      user_id = CASE user_id WHEN ${user} THEN ${pseudonym} ELSE user_id END,
      decided_by_id = CASE decided_by_id WHEN ${user} THEN ${pseudonym} ELSE decided_by_id END,
      text = replace(text, ${user}, ${pseudonym})
      WHERE user_id = ${user} OR decided_by_id = ${user}`,
  ]
}

/** Puts the pseudonym, which the hashes cover already, in place of the id. The chain is locked. */
export async function renameInAudit(tx: Prisma.TransactionClient, erased: Erasure): Promise<void> {
  const { user, pseudonym } = erased
  await tx.$executeRaw`UPDATE audit_log SET
    actor_id = CASE actor_id WHEN ${user} THEN ${pseudonym} ELSE actor_id END,
    target_id = CASE target_id WHEN ${user} THEN ${pseudonym} ELSE target_id END,
    details = ${renamedIn(erased, Prisma.sql`details`)}
    WHERE actor_id = ${user} OR target_id = ${user} OR strpos(details::text, ${user}) > 0`
}
