import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { ConversationPeople } from '@/lib/server/ports/conversations/conversation-people'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Attachments } from '@/lib/server/ports/conversations/attachments'
import type { Uploads } from '@/lib/server/ports/conversations/uploads'
import type { Broadcasts } from '@/lib/server/ports/conversations/broadcasts'
import type { ConversationOverview } from '@/lib/server/ports/conversations/conversation-overview'
import type { ConversationDays } from '@/lib/server/ports/conversations/conversation-days'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { Visits } from '@/lib/server/ports/visits/visits'
import type { PresenceDays } from '@/lib/server/ports/presence/presence-days'
import type { PresenceChoices } from '@/lib/server/ports/presence/presence-choices'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { Acquisition, DemoHistory } from '@/lib/server/ports/analytics/acquisition'
import type { Engagement, PersonDays } from '@/lib/server/ports/analytics/engagement'
import type { Segments } from '@/lib/server/ports/analytics/segments'
import type { InterestCounts } from '@/lib/server/ports/analytics/interest-counts'
import type { FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { NarrowedFigures } from '@/lib/server/ports/analytics/narrowed-figures'
import type { Accounts, Logins } from '@/lib/server/ports/accounts/accounts'
import type { People, ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Departed } from '@/lib/server/ports/accounts/departed'
import type { TelephoneCalls } from '@/lib/server/ports/calls/telephone-calls'
import type { CallHistory } from '@/lib/server/ports/calls/call-history'
import type { History, Retention } from '@/lib/server/ports/sessions/history'
import type {
  Appeals,
  Claims,
  PersonNotes,
  SavedReplies,
  Warnings,
} from '@/lib/server/ports/moderation/casework'
import type { CredibilityRecords } from '@/lib/server/ports/moderation/credibility'
import type { ModerationCounts } from '@/lib/server/ports/moderation/moderation-counts'
import type { AuditChains, KeyedSeal, OpenSeal, Pseudonym } from '@/lib/server/ports/moderation/audit-chain'
import type { AuditLog, Blocks, Reports } from '@/lib/server/ports/moderation/moderation'
import type { OutboxStore } from '@/lib/server/ports/outbox/outbox-store'
import type { Ledger } from '@/lib/server/ports/payments/ledger'
import type { Orders } from '@/lib/server/ports/payments/orders'
import type { Revenue } from '@/lib/server/ports/payments/revenue'
import type { PersonalData } from '@/lib/server/ports/accounts/personal-data'
import type { Settings } from '@/lib/server/ports/settings/settings'
import type { Proofs } from '@/lib/server/ports/accounts/proofs'
import type { SecondFactors } from '@/lib/server/ports/accounts/second-factors'
import type { SessionFactsReader, SigningKeys } from '@/lib/server/ports/receipts/receipts'
import type { AgeChecks } from '@/lib/server/ports/accounts/age-checks'
import type { Tenants } from '@/lib/server/ports/tenants/tenants'
import { createPrismaAccountChanges } from './account-changes'
import { createPrismaAccounts } from './accounts'
import { createPrismaAlerts } from './alerts'
import { createPrismaAcquisition } from './acquisition'
import { createPrismaConversations } from './conversations/conversations'
import { createPrismaConversationOverview } from './conversations/overview'
import { createPrismaAttachments } from './conversations/attachments'
import { createPrismaUploads } from './conversations/uploads'
import { createPrismaBroadcasts } from './conversations/broadcasts'
import { createPrismaConversationDays } from './conversations/conversation-days'
import { createPrismaMessages } from './conversations/messages'
import { createPrismaConversationPeople } from './conversations/people'
import { createPrismaDeparted } from './departed'
import { createPrismaDemoHistory } from './demo-history'
import { createPrismaAppeals } from './appeals'
import { createPrismaPersonNotes, createPrismaSavedReplies, createPrismaWarnings } from './casework'
import { createPrismaCredibility } from './credibility'
import { createPrismaModerationCounts } from './moderation-figures'
import { createPrismaClaims } from './claims'
import { createPrismaDigestKeys } from './digest-keys'
import { createPrismaAuditChains } from './audit-chains'
import { createPrismaAuditLog, createWriteAudit, type WriteAudit } from './audit-log'
import { createPrismaBlocks } from './blocks'
import { createPrismaInterestCounts } from './interest-counts'
import { createPrismaFigureHistory } from './figure-history'
import { createPrismaNarrowedFigures } from './narrowed-figures'
import { PrismaClient } from './generated/client'
import { createPrismaEngagement } from './engagement'
import { createPrismaTelephoneCalls } from './calls/telephone-calls'
import { createPrismaCallHistory } from './calls/call-history'
import { createPrismaHistory } from './history'
import { createPrismaLogins } from './logins'
import { migrate } from './migrate'
import { createPrismaOutbox, type WriteOutbox } from './outbox'
import type { DatabaseLog } from './postgres-pool'
import { withNamedOutages } from './outages'
import { createPrismaLedger } from './payments/ledger'
import { createPrismaOrders } from './payments/orders'
import { createPrismaRevenue } from './payments/revenue'
import { createPrismaPeople } from './people'
import { createPrismaReportQueue } from './report-queue'
import { createPrismaPersonDays } from './person-days'
import { createPrismaPersonalData } from './personal-data'
import { createPrismaPresenceChoices } from './presence-choices'
import { createPrismaVisits } from './visits/visits'
import { createPrismaPresenceDays } from './presence-days'
import { createPrismaProofs } from './proofs'
import { createPrismaReports } from './reports'
import { createPrismaRetention } from './retention'
import { createPrismaSegments } from './segments'
import { createPrismaSettings } from './settings'
import { createPrismaSecondFactors } from './second-factors'
import { createPrismaSessionFacts, createPrismaSigningKeys } from './receipts'
import { createPrismaAgeChecks } from './age-checks'
import { createPrismaTenants } from './tenants'
import { embeddedSource, memorySource, postgresSource, type Source } from './source'
import { createStatementNames } from './statement-names'

/** A batch waits its turn for a connection, ms; the embedded database has one. */
const TRANSACTION = { maxWait: 15_000, timeout: 30_000 }

/** What lasts. */
export interface Database {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly logins: Logins
  readonly acquisition: Acquisition
  readonly alertStore: AlertStore
  readonly figureHistory: FigureHistory
  readonly narrowedFigures: NarrowedFigures
  readonly settings: Settings
  readonly interestCounts: InterestCounts
  readonly demoHistory: DemoHistory
  readonly segments: Segments
  readonly engagement: Engagement
  readonly personDays: PersonDays
  readonly people: People
  readonly reportQueue: ReportQueue
  readonly conversations: Conversations
  readonly conversationOverview: ConversationOverview
  readonly messages: Messages
  readonly conversationPeople: ConversationPeople
  readonly attachments: Attachments
  readonly uploads: Uploads
  readonly broadcasts: Broadcasts
  readonly conversationDays: ConversationDays
  readonly presenceDays: PresenceDays
  readonly presenceChoices: PresenceChoices
  readonly visits: Visits
  readonly departed: Departed
  readonly appeals: Appeals
  readonly claims: Claims
  readonly credibility: CredibilityRecords
  readonly moderationCounts: ModerationCounts
  readonly warnings: Warnings
  readonly personNotes: PersonNotes
  readonly savedReplies: SavedReplies
  readonly proofs: Proofs
  readonly secondFactors: SecondFactors
  readonly tenants: Tenants
  readonly ageChecks: AgeChecks
  readonly sessionFacts: SessionFactsReader
  readonly signingKeys: SigningKeys
  readonly personalData: PersonalData
  readonly reports: Reports
  readonly blocks: Blocks
  readonly audit: AuditLog
  readonly auditChains: AuditChains
  readonly history: History
  readonly callHistory: CallHistory
  readonly telephoneCalls: TelephoneCalls
  readonly retention: Retention
  readonly outboxStore: OutboxStore
  readonly orders: Orders
  readonly ledger: Ledger
  readonly revenue: Revenue
  /** What names a deleted account in the audit log, and everywhere else. */
  readonly pseudonym: Pseudonym
  /** A database that answers. @throws when it does not */
  ping(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/**
 * `url`: PostgreSQL, with at most `poolSize` connections (10); without it the embedded database in `dataDir`. `inMemory`: an embedded one that is gone after
 * `close`, for tests.
 */
type DatabaseOptions =
  | {
      readonly url?: string | undefined
      readonly poolSize?: number
      readonly dataDir: string
      readonly log: DatabaseLog
      readonly seal: KeyedSeal | OpenSeal
    }
  | { readonly inMemory: true }

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws DatabaseError, whose message is what the operator can do and whose code is what is wrong.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { log, seal } = 'log' in options ? options : {}
  return databaseOn(await openSource(options), log, seal)
}

/** Where there is no secret: in tests, and in tools that write no entries. */
const UNSEALED: KeyedSeal = {
  mark: 'none',
  pseudonym: (user) => user,
  hash: (text) => createHash('sha256').update(text).digest('hex'),
}

/** Brings the source up to date and puts the repositories on it; closes it when that fails. */
export async function databaseOn(
  source: Source,
  log?: DatabaseLog,
  seal: KeyedSeal | OpenSeal = UNSEALED,
): Promise<Database> {
  try {
    const applied = await source.alone((client) => migrate(client))
    if (applied.length > 0) log?.info(`Database brought up to date: ${applied.join(', ')}`)
    await source.settled()
    return await repositories(source, log, seal)
  } catch (error) {
    await source.close()
    throw error
  }
}

function openSource(options: DatabaseOptions): Promise<Source> {
  if ('inMemory' in options) return memorySource()
  if (options.url) return postgresSource(options.url, options.poolSize ?? 10, options.log)
  return embeddedSource(options.dataDir)
}

async function repositories(
  source: Source,
  log: DatabaseLog | undefined,
  wanted: KeyedSeal | OpenSeal,
): Promise<Database> {
  const db = new PrismaClient({
    adapter: new PrismaPg(source.pool, { statementNameGenerator: createStatementNames() }),
    errorFormat: 'minimal',
    transactionOptions: TRANSACTION,
  })
  const seal = typeof wanted === 'function' ? await wanted(createPrismaDigestKeys(db)) : wanted
  const accounts = withNamedOutages(createPrismaAccounts(db))
  const outbox = createPrismaOutbox(db)
  const writeAudit = createWriteAudit(seal)
  const casework = caseworkOn(db, outbox.write, writeAudit)
  const { history, written: historyWritten } = createPrismaHistory(db, log)
  const { written: callsWritten, ...calls } = callsOn(db, log)
  const { personDays, written: daysWritten } = createPrismaPersonDays(db, log)
  const { narrowedFigures, written: narrowedWritten } = createPrismaNarrowedFigures(db, log)
  const { written: conversationsWritten, ...conversations } = conversationsOn(db, writeAudit, log)
  const written = async () => {
    await Promise.all([historyWritten(), callsWritten(), daysWritten(), conversationsWritten()])
  }
  return {
    pseudonym: seal.pseudonym,
    accounts,
    accountChanges: withNamedOutages(createPrismaAccountChanges(db)),
    logins: withNamedOutages(createPrismaLogins(db)),
    acquisition: withNamedOutages(createPrismaAcquisition(db)),
    alertStore: withNamedOutages(createPrismaAlerts(db, outbox.write)),
    figureHistory: withNamedOutages(createPrismaFigureHistory(db)),
    narrowedFigures: withNamedOutages(narrowedFigures),
    settings: withNamedOutages(createPrismaSettings(db, writeAudit)),
    interestCounts: withNamedOutages(createPrismaInterestCounts(db)),
    demoHistory: withNamedOutages(createPrismaDemoHistory(db)),
    people: withNamedOutages(createPrismaPeople(db, outbox.write, writeAudit)),
    ...casework,
    segments: withNamedOutages(createPrismaSegments(db)),
    engagement: withNamedOutages(createPrismaEngagement(db, daysWritten)),
    personDays,
    ...conversations,
    departed: withNamedOutages(createPrismaDeparted(db)),
    proofs: withNamedOutages(createPrismaProofs(db)),
    personalData: withNamedOutages(createPrismaPersonalData(db, written, writeAudit)),
    reports: withNamedOutages(createPrismaReports(db, writeAudit, written)),
    secondFactors: withNamedOutages(createPrismaSecondFactors(db)),
    tenants: withNamedOutages(createPrismaTenants(db)),
    ageChecks: withNamedOutages(createPrismaAgeChecks(db)),
    sessionFacts: withNamedOutages(createPrismaSessionFacts(db, written)),
    signingKeys: withNamedOutages(createPrismaSigningKeys(db)),
    blocks: withNamedOutages(createPrismaBlocks(db)),
    auditChains: withNamedOutages(createPrismaAuditChains(db, seal)),
    audit: withNamedOutages(createPrismaAuditLog(db, writeAudit)),
    history: withNamedOutages(history),
    ...calls,
    retention: withNamedOutages(createPrismaRetention(db, seal)),
    outboxStore: withNamedOutages(outbox.store),
    ...paymentsOn(db, outbox.write, writeAudit),
    ping: () => accounts.ping(),
    async close() {
      await Promise.all([written(), narrowedWritten()]).catch((error: unknown) =>
        log?.warn(`Records of ended sessions or counts of activity are lost: ${String(error)}`),
      )
      await db.$disconnect()
      await source.close()
    },
  }
}

/** What stays of calls between people, and calls to telephones. */
function callsOn(db: PrismaClient, log: DatabaseLog | undefined) {
  const { callHistory, written } = createPrismaCallHistory(db, log)
  const telephoneCalls = withNamedOutages(createPrismaTelephoneCalls(db))
  return { written, callHistory: withNamedOutages(callHistory), telephoneCalls }
}

function paymentsOn(db: PrismaClient, write: WriteOutbox, writeAudit: WriteAudit) {
  return {
    orders: withNamedOutages(createPrismaOrders(db, write, writeAudit)),
    ledger: withNamedOutages(createPrismaLedger(db)),
    revenue: withNamedOutages(createPrismaRevenue(db)),
  }
}

/** What members say to each other, and what they show of themselves. */
function conversationsOn(db: PrismaClient, writeAudit: WriteAudit, log?: DatabaseLog) {
  const { presenceDays, written: presenceWritten } = createPrismaPresenceDays(db, log)
  const { conversationDays, written: daysWritten } = createPrismaConversationDays(db, log)
  return {
    written: () => Promise.all([presenceWritten(), daysWritten()]),
    presenceDays: withNamedOutages(presenceDays),
    conversationDays: withNamedOutages(conversationDays),
    conversations: withNamedOutages(createPrismaConversations(db, writeAudit)),
    conversationOverview: withNamedOutages(createPrismaConversationOverview(db)),
    messages: withNamedOutages(createPrismaMessages(db)),
    conversationPeople: withNamedOutages(createPrismaConversationPeople(db)),
    attachments: withNamedOutages(createPrismaAttachments(db)),
    uploads: withNamedOutages(createPrismaUploads(db)),
    broadcasts: withNamedOutages(createPrismaBroadcasts(db, writeAudit)),
    presenceChoices: withNamedOutages(createPrismaPresenceChoices(db)),
    visits: withNamedOutages(createPrismaVisits(db)),
  }
}

/** Reports, and what moderators do about them and about people. */
function caseworkOn(db: PrismaClient, write: WriteOutbox, writeAudit: WriteAudit) {
  return {
    reportQueue: withNamedOutages(createPrismaReportQueue(db, write, writeAudit)),
    appeals: withNamedOutages(createPrismaAppeals(db, writeAudit)),
    credibility: withNamedOutages(createPrismaCredibility(db, writeAudit)),
    moderationCounts: withNamedOutages(createPrismaModerationCounts(db)),
    claims: withNamedOutages(createPrismaClaims(db, writeAudit)),
    warnings: withNamedOutages(createPrismaWarnings(db, writeAudit)),
    personNotes: withNamedOutages(createPrismaPersonNotes(db, writeAudit)),
    savedReplies: withNamedOutages(createPrismaSavedReplies(db, writeAudit)),
  }
}
