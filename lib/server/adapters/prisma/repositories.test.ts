import type pg from 'pg'
import { describe } from 'vitest'
import { accountChangesSuite } from '@/lib/server/ports/accounts/account-changes.suite'
import { accountsSuite } from '@/lib/server/ports/accounts/accounts.suite'
import { acquisitionSuite } from '@/lib/server/ports/analytics/acquisition.suite'
import { demoHistorySuite } from '@/lib/server/ports/analytics/demo-history.suite'
import { engagementSuite } from '@/lib/server/ports/analytics/engagement.suite'
import { segmentsSuite } from '@/lib/server/ports/analytics/segments.suite'
import { administrationSuite } from '@/lib/server/ports/moderation/administration.suite'
import { pictureSuite } from '@/lib/server/ports/analytics/picture.suite'
import { caseworkSuite } from '@/lib/server/ports/moderation/casework.suite'
import { visitsSuite } from '@/lib/server/ports/visits/visits.suite'
import { attachmentsSuite } from '@/lib/server/ports/conversations/attachments.suite'
import { uploadsSuite } from '@/lib/server/ports/conversations/uploads.suite'
import { broadcastsSuite } from '@/lib/server/ports/conversations/broadcasts.suite'
import { conversationDaysSuite } from '@/lib/server/ports/conversations/conversation-days.suite'
import { presenceDaysSuite } from '@/lib/server/ports/presence/presence-days.suite'
import { conversationsSuite } from '@/lib/server/ports/conversations/conversations.suite'
import { conversationPeopleSuite } from '@/lib/server/ports/conversations/conversation-people.suite'
import { departedSuite } from '@/lib/server/ports/accounts/departed.suite'
import { callHistorySuite } from '@/lib/server/ports/calls/call-history.suite'
import { historySuite } from '@/lib/server/ports/sessions/history.suite'
import { moderationSuite, type Kept } from '@/lib/server/ports/moderation/moderation.suite'
import { outboxSuite } from '@/lib/server/ports/outbox/outbox-store.suite'
import { secondFactorsSuite } from '@/lib/server/ports/accounts/second-factors.suite'
import { tenantsSuite } from '@/lib/server/ports/tenants/tenants.suite'
import { receiptsSuite } from '@/lib/server/ports/receipts/receipts.suite'
import { paymentsSuite } from '@/lib/server/ports/payments/payments.suite'
import { ageChecksSuite } from '@/lib/server/ports/accounts/age-checks.suite'
import { databaseOn } from './database'
import { freshDatabase } from './fresh-database.fixture'
import { memorySource, type Source } from './source'

const OTHER_TENANT = 'other'

async function suiteDatabase(openSource: () => Promise<Source>) {
  const source = await openSource()
  const ports = await databaseOn(source)
  await source.pool.query(`INSERT INTO tenants (id, name) VALUES ('${OTHER_TENANT}', 'Other')`)
  return {
    ports,
    otherTenant: OTHER_TENANT,
    close: () => ports.close(),
    kept: (id: string) => kept(source.pool, id),
    crowd: (tenant: string, day: string, kinds: number) =>
      source.pool.query(
        `INSERT INTO signup_counts (tenant_id, grouped_by, day, source, medium, campaign, platform, gender, country, region, count)
         SELECT $1, name, $2::date, 'crowd ' || n, '', '', '', '', '', '', 1
         FROM generate_series(1, $3::int) AS n, (VALUES ('all'), ('sources')) AS sets (name)`,
        [tenant, day, kinds],
      ),
  }
}

async function kept(pool: pg.Pool, reportId: string): Promise<Kept> {
  const evidence = await pool.query('SELECT messages FROM report_evidence WHERE report_id = $1', [reportId])
  const screenshots = await pool.query(
    'SELECT media_type AS "mediaType", bytes FROM report_screenshots WHERE report_id = $1 ORDER BY position',
    [reportId],
  )
  const audit = await pool.query('SELECT action FROM audit_log WHERE target_id = $1', [reportId])
  return {
    messages: evidence.rows[0]?.messages,
    screenshots: screenshots.rows,
    auditActions: audit.rows.map(({ action }) => action),
  }
}

describe('on the embedded database', () => {
  const open = () => suiteDatabase(memorySource)
  accountsSuite(open)
  accountChangesSuite(open)
  secondFactorsSuite(open)
  tenantsSuite(open)
  ageChecksSuite(open)
  receiptsSuite(open)
  moderationSuite(open)
  departedSuite(open)
  historySuite(open)
  callHistorySuite(open)
  administrationSuite(open)
  caseworkSuite(open)
  acquisitionSuite(open)
  demoHistorySuite(open)
  segmentsSuite(open)
  engagementSuite(open)
  outboxSuite(open)
  pictureSuite(open)
  paymentsSuite(open)
  conversationsSuite(open)
  conversationPeopleSuite(open)
  visitsSuite(open)
  attachmentsSuite(open)
  uploadsSuite(open)
  broadcastsSuite(open)
  conversationDaysSuite(open)
  presenceDaysSuite(open)
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  const open = () => suiteDatabase(() => freshDatabase(server ?? ''))
  accountsSuite(open)
  accountChangesSuite(open)
  secondFactorsSuite(open)
  tenantsSuite(open)
  ageChecksSuite(open)
  receiptsSuite(open)
  moderationSuite(open)
  departedSuite(open)
  historySuite(open)
  callHistorySuite(open)
  administrationSuite(open)
  caseworkSuite(open)
  acquisitionSuite(open)
  demoHistorySuite(open)
  segmentsSuite(open)
  engagementSuite(open)
  outboxSuite(open)
  pictureSuite(open)
  paymentsSuite(open)
  conversationsSuite(open)
  conversationPeopleSuite(open)
  visitsSuite(open)
  attachmentsSuite(open)
  uploadsSuite(open)
  broadcastsSuite(open)
  conversationDaysSuite(open)
  presenceDaysSuite(open)
})
