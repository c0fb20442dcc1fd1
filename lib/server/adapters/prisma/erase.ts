import type { Erasure } from '@/lib/server/ports/accounts/personal-data'
import { departureOfAccount } from './departed'
import { Prisma, type PrismaClient } from './generated/client'

/** The statements that remove a person from all rows, in an order in which they work. All in one transaction. */
export function erasure(db: PrismaClient, erased: Erasure) {
  const { user, pseudonym } = erased
  const renamed = (json: Prisma.Sql) => Prisma.sql`replace(${json}::text, ${user}, ${pseudonym})::jsonb`
  const concerned = Prisma.sql`SELECT id FROM reports WHERE reporter_id = ${user} OR reported_id = ${user}`
  return [
    // A record that is just being written names the person, or is written when they are gone.
    db.$executeRaw`SELECT 1 FROM users WHERE id = ${user} FOR UPDATE`,
    ...departureOfAccount(erased).map((statement) => db.$executeRaw(statement)),
    db.$executeRaw`UPDATE report_evidence SET messages = ${renamed(Prisma.sql`messages`)} WHERE report_id IN (${concerned})`,
    db.$executeRaw`UPDATE reports SET
      reporter_id = CASE reporter_id WHEN ${user} THEN ${pseudonym} ELSE reporter_id END,
      reported_id = CASE reported_id WHEN ${user} THEN ${pseudonym} ELSE reported_id END,
      description = replace(description, ${user}, ${pseudonym})
      WHERE reporter_id = ${user} OR reported_id = ${user}`,
    db.$executeRaw`UPDATE audit_log SET
      actor_id = CASE actor_id WHEN ${user} THEN ${pseudonym} ELSE actor_id END,
      target_id = CASE target_id WHEN ${user} THEN ${pseudonym} ELSE target_id END,
      details = ${renamed(Prisma.sql`details`)}
      WHERE actor_id = ${user} OR target_id = ${user} OR strpos(details::text, ${user}) > 0`,
    db.outboxMessage.deleteMany({ where: { userId: user } }),
    db.$executeRaw`UPDATE outbox SET
      order_key = replace(order_key, ${user}, ${pseudonym}),
      payload = ${renamed(Prisma.sql`payload`)}
      WHERE strpos(order_key, ${user}) > 0 OR strpos(payload::text, ${user}) > 0`,
    // A session without other accounts is deleted whole.
    db.sessionRecord.deleteMany({
      where: { participants: { some: { userId: user }, none: { userId: { not: user } } } },
    }),
    db.sessionParticipant.deleteMany({ where: { userId: user } }),
    // Devices, logins, proofs and blocks, in both directions, go with the account.
    db.user.deleteMany({ where: { id: user } }),
  ]
}
