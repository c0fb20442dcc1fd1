import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_QUALITY, withReport } from '@/lib/domain/calls/quality'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { newBlock } from '@/lib/server/ports/moderation/new-block.fixture'
import { directKey } from '@/lib/domain/conversations/conversation'
import { visitKey } from '@/lib/domain/visits/visit'
import { newAttachment } from '@/lib/server/ports/conversations/new-attachment.fixture'
import { newConversation, newMessage } from '@/lib/server/ports/conversations/new-conversation.fixture'
import { newUser, REGISTERED_AT as NOW } from '@/lib/server/ports/accounts/new-user.fixture'
import { databaseOn, type Database } from './database'
import { freshDatabase } from './fresh-database.fixture'
import { findPrismaFolder } from './migration-folder'
import { memorySource } from './source'
import { newOrder, paid } from '@/lib/server/ports/payments/new-order.fixture'
import { newReport } from '@/lib/server/ports/moderation/new-report.fixture'

/** Where an export shows a column, and what becomes of it when its person deletes the account. */
interface Treatment {
  /** The part of the export; `none` is why there is none. */
  readonly exported: string
  readonly erased: 'deleted' | 'renamed'
}

const withAccount = (exported: string): Treatment => ({ exported, erased: 'deleted' })
const renamed = (exported: string): Treatment => ({ exported, erased: 'renamed' })

/**
 * Every column that can name a person: all but times, counts and what `NOBODY` lists. A new column has to be put either here
 * or there, and then into the export and the deletion.
 */
const PERSONAL: Record<string, Record<string, Treatment>> = {
  User: {
    id: withAccount('account'),
    displayName: withAccount('account'),
    email: withAccount('account'),
    phone: withAccount('account'),
    passwordHash: withAccount('none: a code over a secret'),
    gender: withAccount('account'),
    platform: withAccount('account'),
    source: withAccount('account'),
    medium: withAccount('account'),
    campaign: withAccount('account'),
    country: withAccount('account'),
    region: withAccount('account'),
    language: withAccount('account'),
  },
  Device: { hash: withAccount('none: a code over a secret'), userId: withAccount('devices') },
  Login: {
    id: withAccount('logins'),
    userId: withAccount('logins'),
    device: withAccount('logins'),
    place: withAccount('logins'),
    deviceHash: withAccount('none: a code over a secret'),
  },
  Proof: {
    hash: withAccount('none: a code over a secret'),
    userId: withAccount('proofs'),
    target: withAccount('proofs'),
  },
  AgeCheck: {
    userId: withAccount('ageChecks'),
    reference: withAccount('none: a name of the question'),
    providerId: withAccount('ageChecks'),
    result: withAccount('ageChecks'),
  },
  TotpSecret: {
    userId: withAccount('secondFactors'),
    sealed: withAccount('none: a secret'),
  },
  RecoveryCode: {
    userId: withAccount('secondFactors'),
    hash: withAccount('none: a code over a secret'),
  },
  Passkey: {
    id: withAccount('secondFactors'),
    userId: withAccount('secondFactors'),
    name: withAccount('secondFactors'),
    publicKey: withAccount('none: a key'),
    transports: withAccount('secondFactors'),
  },
  SessionParticipant: {
    userId: withAccount('sessions'),
    partnerId: withAccount('sessions'),
    quality: withAccount('sessions'),
    rating: withAccount('sessions'),
  },
  Report: {
    reporterId: renamed('reports'),
    reportedId: renamed('reportsAboutMe'),
    description: renamed('reports'),
    quality: renamed('none: figures of a line'),
    assigneeId: withAccount('none: whose work it is'),
  },
  ReportEvidence: { messages: renamed('reports') },
  ReportScreenshot: { bytes: renamed('reports') },
  KeptDigest: { digest: renamed('none: a code over a secret'), userId: renamed('kept') },
  KeptBlock: { blockerId: renamed('blocks'), blockedId: renamed('none: what others did') },
  Block: {
    blockerId: withAccount('blocks'),
    blockedId: withAccount('none: what others did'),
    blockedAs: withAccount('blocks'),
  },
  PersonDay: { userId: withAccount('days') },
  SavedSegment: {
    userId: withAccount('segments'),
    name: withAccount('segments'),
    filters: withAccount('segments'),
  },
  Ban: {
    userId: renamed('bans'),
    byId: renamed('none: a moderator’s work'),
    earlierByIds: renamed('none: a moderator’s work'),
    reason: renamed('none: for moderators'),
  },
  Appeal: {
    userId: renamed('appeals'),
    text: renamed('appeals'),
    answer: renamed('appeals'),
    decidedById: renamed('none: a moderator’s work'),
  },
  Warning: {
    userId: withAccount('warnings'),
    byId: renamed('none: a moderator’s work'),
    text: withAccount('warnings'),
  },
  PersonNote: {
    userId: withAccount('none: what moderators tell each other, of others too'),
    byId: renamed('none: a moderator’s work'),
    text: withAccount('none: what moderators tell each other, of others too'),
  },
  CaseClaim: { moderatorId: withAccount('none: it lasts a minute') },
  ReporterRecord: { userId: withAccount('standing') },
  MatchingPause: { userId: withAccount('standing') },
  OutboxMessage: {
    userId: withAccount('outgoing'),
    orderKey: renamed('none: an order'),
    payload: renamed('outgoing'),
  },
  Conversation: {
    key: renamed('none: by its members'),
    creatorId: withAccount('channels'),
    name: renamed('channels'),
    description: renamed('channels'),
  },
  Member: { userId: withAccount('memberships') },
  TelephoneCall: {
    placerId: withAccount('telephoneCalls'),
    providerId: withAccount('none: a name of the provider'),
    customerNumber: withAccount('telephoneCalls'),
    assistantId: withAccount('telephoneCalls'),
    endedReason: withAccount('telephoneCalls'),
  },
  CallRecord: { placerId: withAccount('calls') },
  CallParticipant: { userId: withAccount('calls'), quality: withAccount('calls') },
  Visit: { hostId: withAccount('visits') },
  VisitParticipant: { userId: withAccount('visits') },
  Message: {
    authorId: withAccount('messages'),
    clientMessageId: withAccount('messages'),
    text: withAccount('messages'),
    metadata: withAccount('messages'),
    attachments: withAccount('messages'),
    mentions: withAccount('mentions'),
  },
  Mention: { userId: withAccount('mentions') },
  Attachment: { uploaderId: withAccount('files'), name: withAccount('files') },
  Upload: { userId: withAccount('uploads'), name: withAccount('uploads') },
  MessageOriginal: { text: withAccount('messages') },
  Broadcast: { authorId: withAccount('broadcasts'), message: renamed('broadcasts') },
  PresenceChoice: {
    userId: withAccount('presence'),
    statusMessage: withAccount('presence'),
    customStatus: withAccount('presence'),
  },
  PresenceStay: { userId: withAccount('presenceDays') },
  PresenceDay: { userId: withAccount('presenceDays') },
  WriterDay: { userId: withAccount('writerDays') },
  PaymentOrder: {
    userId: renamed('payments'),
    checkoutId: renamed('payments'),
    checkoutUrl: renamed('payments'),
    paymentId: renamed('payments'),
    refundReason: renamed('payments'),
  },
  LedgerAccount: { owner: renamed('coins') },
  LedgerTransaction: {
    userId: renamed('coins'),
    key: renamed('coins'),
    about: renamed('coins'),
    choice: renamed('coins'),
  },
  Possession: { userId: withAccount('goods'), good: withAccount('goods'), choice: withAccount('goods') },
  AuditEntry: { actorId: renamed('audit'), targetId: renamed('audit'), details: renamed('audit') },
}

/** Columns of text, JSON or bytes that name no person. */
const NOBODY: Record<string, readonly string[]> = {
  Tenant: ['id', 'name'],
  DigestKey: ['id', 'purpose', 'sealed', 'secretMark'],
  SigningKey: ['id', 'purpose', 'mark', 'publicKey', 'sealed'],
  TenantKey: ['id', 'tenantId', 'hash', 'hint'],
  User: ['tenantId', 'role'],
  Device: ['tenantId'],
  Proof: ['purpose'],
  SessionRecord: ['id', 'tenantId', 'chatType', 'endReason'],
  SessionParticipant: ['sessionId'],
  Report: ['id', 'tenantId', 'sessionId', 'conversationId', 'type', 'status', 'chatType'],
  ReportEvidence: ['reportId'],
  ReportScreenshot: ['reportId', 'mediaType'],
  Block: ['id', 'tenantId', 'madeBy', 'sessionId', 'chatType'],
  KeptDigest: ['tenantId', 'kind'],
  KeptBlock: ['tenantId'],
  SignupCount: [
    'tenantId',
    'groupedBy',
    'source',
    'medium',
    'campaign',
    'platform',
    'gender',
    'country',
    'region',
    'regionCode',
  ],
  SavedSegment: ['id'],
  Conversation: ['id', 'tenantId', 'kind'],
  Member: ['conversationId'],
  CallRecord: ['id', 'tenantId', 'callType', 'visitId', 'state', 'endReason'],
  CallParticipant: ['callId'],
  TelephoneCall: ['id', 'tenantId', 'status'],
  Visit: ['id', 'tenantId', 'conversationId'],
  VisitParticipant: ['visitId'],
  Mention: ['messageId', 'conversationId'],
  Message: ['conversationId', 'id', 'type', 'replyToId'],
  Attachment: ['id', 'tenantId', 'conversationId', 'messageId', 'mediaType', 'hash', 'thumbnailHash'],
  Upload: ['id', 'tenantId', 'conversationId', 'parts', 'fileId'],
  MessageOriginal: ['messageId'],
  Broadcast: ['id', 'tenantId', 'priority'],
  PresenceChoice: ['status'],
  PresenceStay: ['tenantId', 'shown'],
  PresenceLevel: ['tenantId', 'shown'],
  PresenceCount: ['tenantId'],
  WriterDay: ['kind'],
  ConversationDay: ['conversationId'],
  ConversationCount: ['tenantId', 'kind'],
  ActivityDay: ['tenantId', 'chatType', 'platform', 'country'],
  ActivityPeriod: ['tenantId', 'period', 'chatType', 'platform', 'country'],
  ActivityCohort: ['tenantId', 'chatType', 'platform', 'country'],
  PaymentOrder: [
    'id',
    'tenantId',
    'provider',
    'coinPackage',
    'currency',
    'status',
    'failure',
    'receivedCurrency',
    'dispute',
  ],
  LedgerAccount: ['tenantId', 'kind', 'unit'],
  LedgerTransaction: ['tenantId', 'kind'],
  RevenueDay: [
    'tenantId',
    'currency',
    'coinPackage',
    'provider',
    'source',
    'medium',
    'campaign',
    'platform',
    'gender',
    'country',
  ],
  SpendingDay: ['tenantId', 'good'],
  DemoHistory: ['tenantId'],
  Ban: ['id', 'tenantId'],
  Appeal: ['id', 'tenantId', 'banId', 'status'],
  Warning: ['id', 'tenantId'],
  PersonNote: ['id', 'tenantId'],
  SavedReply: ['id', 'tenantId', 'title', 'text'],
  CaseClaim: ['caseId', 'tenantId'],
  ReporterRecord: ['tenantId'],
  MatchingPause: ['tenantId'],
  ModerationCount: ['tenantId', 'name', 'key'],
  RetentionRun: ['deleted'],
  AuditEntry: ['tenantId', 'action', 'hash'],
  AuditChain: ['tenantId', 'hash', 'keyMark', 'anchorHash', 'seal'],
  OutboxMessage: ['kind', 'state'],
  NarrowedFigure: ['tenantId', 'dimension', 'value', 'span', 'counters'],
  FigureCount: ['tenantId', 'span', 'name'],
  Alert: ['id', 'tenantId', 'kind'],
  InterestCount: ['tenantId', 'interest'],
  Setting: ['tenantId', 'name', 'value'],
}

/** The models of the schema with their columns that hold text, JSON or bytes. */
function modelsOfSchema(): Record<string, string[]> {
  const schema = readFileSync(join(findPrismaFolder(), 'schema.prisma'), 'utf8')
  return Object.fromEntries(
    [...schema.matchAll(/^model (\w+) \{\n([^]*?)^\}/gm)].map(([, model = '', body = '']) => [
      model,
      [...body.matchAll(/^ {2}(\w+) +(?:String|Json|Bytes)\b/gm)].map(([, column = '']) => column),
    ]),
  )
}

/** Embedded, or on PostgreSQL with TEST_DATABASE_URL. */
const server = process.env.TEST_DATABASE_URL
let database: Database
let pool: pg.Pool
beforeAll(async () => {
  const source = await (server ? freshDatabase(server) : memorySource())
  pool = source.pool
  database = await databaseOn(source)
  database.outboxStore.open('report-outcome')
}, 60_000)
afterAll(() => database.close())

/** Everything in the database, table by table, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)
    found[name] = rows.map(({ text }) => text)
  }
  return found
}

const counts = (tables: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))

async function register() {
  const user = newUser({
    deviceHash: randomUUID(),
    email: `${randomUUID()}@example.org`,
    passwordHash: 'hash',
    displayName: 'Somebody',
  })
  await database.accounts.create(user)
  return user.id
}

async function report(reporter: string, reported: string): Promise<string> {
  const draft = newReport(reporter, reported, NOW, {
    description: `${reported} was rude to ${reporter}`,
    messages: [reporter, reported].map((senderId) => ({
      messageId: randomUUID(),
      senderId,
      content: `said by ${senderId}`,
      type: 'text',
      timestamp: NOW,
      flagged: false,
    })),
    screenshots: [{ mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) }],
  })
  await database.reports.submit(draft)
  return draft.id
}

function decide(report: string, moderator: string) {
  const about = { tenantId: DEFAULT_TENANT, actorId: moderator, targetId: report }
  const audit = { ...about, action: 'report.reviewed', details: {}, at: NOW }
  return database.reportQueue.review(DEFAULT_TENANT, report, 'reviewed', audit)
}

const erase = (user: string, pseudonym = `erased-${randomUUID()}`) =>
  database.personalData.erase({
    tenant: DEFAULT_TENANT,
    user,
    pseudonym,
    emailDigest: null,
    reportableUntil: null,
    now: NOW,
  })

/** An order that is paid, what it buys, and a refund that was decided. */
async function buy(user: string): Promise<void> {
  const order = newOrder(user, NOW)
  await database.orders.create(order)
  await database.orders.settle(order.provider, paid(order), NOW)
  const good = { tenantId: DEFAULT_TENANT, userId: user, good: 'longer-search', choice: null } as const
  await database.ledger.spend({ ...good, price: 30, key: randomUUID(), at: NOW })
  const audit = { tenantId: DEFAULT_TENANT, actorId: null, action: 'order.refunded', targetId: order.id }
  const entry = { ...audit, details: {}, at: NOW }
  await database.orders.requestRefund(DEFAULT_TENANT, order.id, `asked for by ${user}`, entry)
}

/** Two who write to each other, in what one of them made; what they wrote was edited. */
async function converse(ann: string, bob: string): Promise<void> {
  const key = directKey(ann, bob)
  const direct = newConversation({ kind: 'direct', key, creator: ann, name: null, description: `of ${key}` })
  const channel = newConversation({ creator: ann, createdAt: NOW })
  for (const conversation of [direct, channel]) {
    await database.conversations.create(conversation, [ann, bob], 100)
    for (const author of [ann, bob]) {
      const metadata = { by: author }
      const message = newMessage(conversation.id, author, { text: `said by ${author}`, metadata })
      const file = newAttachment(conversation.id, author, { name: `written by ${author}.txt` })
      await database.attachments.add(file, 0, () => true)
      const mentions = { people: [author === ann ? bob : ann], everybody: false }
      await database.messages.append({ ...message, mentions, attachments: [file.id] })
      const { id, tenantId: tenant, kind } = conversation
      const part = {
        id: randomUUID(),
        tenantId: tenant,
        user: author,
        conversation: id,
        size: 9,
        createdAt: NOW,
      }
      await database.uploads.begin({ ...part, name: `begun by ${author}.txt` }, 0, () => true)
      database.conversationDays.add({ conversation: id, at: NOW, what: 'message', author, tenant, kind })
      await database.messages.change(message.id, author, { text: 'edited', mentions }, NOW)
    }
  }
}

/** Each holds a visit to which the other one is invited. */
async function meetByAppointment(ann: string, bob: string): Promise<void> {
  for (const [host, guest] of [[ann, bob] as const, [bob, ann] as const]) {
    const id = randomUUID()
    const conversation = newConversation({ kind: 'visit', key: visitKey(id), name: null, createdAt: NOW })
    const visit = { id, tenantId: DEFAULT_TENANT, host, conversation: conversation.id, createdAt: NOW }
    const planned = { ...visit, scheduledAt: NOW, hasWaitingRoom: true, endedAt: null }
    await database.visits.create(planned, conversation, [guest], { max: 100, ofPerson: 100 })
    await database.visits.arrive(id, guest, NOW)
  }
}

/** A message to everybody that names its author. */
async function broadcast(author: string): Promise<void> {
  const [tenantId, id] = [DEFAULT_TENANT, randomUUID()]
  const sent = { id, tenantId, author, message: `sent by ${author}`, priority: 'low', at: NOW } as const
  const about = { tenantId, actorId: author, action: 'broadcast.sent', targetId: id }
  await database.broadcasts.add(sent, { ...about, details: {}, at: NOW })
}

/** A device that left its account, and another one that signs in. */
async function changeDevice(user: string): Promise<void> {
  await database.accountChanges.forgetDevices(user, null, NOW)
  await pool.query(
    'INSERT INTO devices (tenant_id, hash, user_id, created_at, seen_at) VALUES ($1, $2, $3, now(), now())',
    [DEFAULT_TENANT, randomUUID(), user],
  )
}

/** Both are moderators of each other. */
async function moderate(ann: string, bob: string): Promise<void> {
  const id = randomUUID
  for (const [user, by] of [
    [ann, bob],
    [bob, ann],
  ]) {
    const ban = id()
    const at = [DEFAULT_TENANT, user, by, new Date(NOW)]
    await pool.query(
      `INSERT INTO bans (id, tenant_id, user_id, by_id, earlier_by_ids, reason, until, created_at) VALUES ($5, $1, $2, $3, ARRAY[$3], 'about ' || $2, $4, $4)`,
      [...at, ban],
    )
    await pool.query(
      `INSERT INTO appeals (id, tenant_id, ban_id, user_id, text, decided_by_id, created_at) VALUES ($5, $1, $6, $2, 'I am ' || $2, $3, $4)`,
      [...at, id(), ban],
    )
    await pool.query(
      `INSERT INTO warnings (id, tenant_id, user_id, by_id, text, created_at) VALUES ($5, $1, $2, $3, 'be kind', $4)`,
      [...at, id()],
    )
    await pool.query(
      `INSERT INTO person_notes (id, tenant_id, user_id, by_id, text, created_at) VALUES ($5, $1, $2, $3, 'noted', $4)`,
      [...at, id()],
    )
    await pool.query(
      `INSERT INTO case_claims (case_id, tenant_id, moderator_id, until) VALUES ($1, $2, $3, $4)`,
      [id(), DEFAULT_TENANT, user, new Date(NOW)],
    )
    await pool.query(
      `INSERT INTO matching_pauses (user_id, tenant_id, weight, since, until) VALUES ($1, $2, 2, $3, $3)
       ON CONFLICT DO NOTHING`,
      [user, DEFAULT_TENANT, new Date(NOW)],
    )
    await pool.query(
      `INSERT INTO reporter_records (user_id, tenant_id, changed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [user, DEFAULT_TENANT, new Date(NOW)],
    )
  }
}

let phones = 0
const newPhone = () => `+1555010${String((phones += 1)).padStart(4, '0')}`

/** Puts a person into every table, in every role they can have there. */
async function live(ann: string, bob: string, phone = newPhone()): Promise<void> {
  const { accountChanges, audit, history, logins, proofs } = database
  await accountChanges.setPhone(ann, phone)
  const loginId = randomUUID()
  await logins.create({
    id: loginId,
    userId: ann,
    device: 'A program',
    place: 'Bavaria, Germany',
    deviceHash: null,
    createdAt: NOW,
    expiresAt: NOW,
  })
  const { secondFactors } = database
  await database.ageChecks.begin({ reference: randomUUID(), userId: ann, providerId: 'one', createdAt: NOW })
  await secondFactors.beginTotp(ann, 'sealed', NOW)
  await secondFactors.confirmTotp({ userId: ann, loginId }, 'sealed', 1, NOW)
  await secondFactors.replaceRecoveryCodes(ann, [randomUUID()])
  const key = { publicKey: new Uint8Array([1]), counter: 0, transports: ['usb'] }
  const passkey = { ...key, id: randomUUID(), name: 'key', createdAt: NOW, usedAt: null }
  await secondFactors.addPasskey({ userId: ann, loginId }, passkey, 10)
  await proofs.add({
    hash: randomUUID(),
    userId: ann,
    purpose: 'verify-email',
    target: 'ann@example.org',
    createdAt: NOW,
    expiresAt: NOW,
  })
  await decide(await report(ann, bob), 'a third person')
  await report(bob, ann)
  await pool.query(
    `INSERT INTO outbox (kind, order_key, user_id, payload, next_at, created_at)
     VALUES ('example', $1, $2, $3, now(), now())`,
    [`${bob} and ${ann}`, bob, JSON.stringify({ from: ann })],
  )
  await moderate(ann, bob)
  await changeDevice(ann)
  const gone = await register()
  await database.blocks.add(newBlock(ann, gone, NOW))
  await erase(gone)
  await buy(ann)
  await converse(ann, bob)
  await meetByAppointment(ann, bob)
  await broadcast(ann)
  await callEachOther(ann, bob)
  for (const user of [ann, bob]) database.presenceDays.add({ user, at: NOW, what: 'came' })
  const status = { status: 'busy', statusMessage: 'In a meeting', customStatus: 'Until noon' } as const
  await database.presenceChoices.set(ann, status, NOW)
  const about = { tenantId: DEFAULT_TENANT, action: 'user.changed', at: NOW }
  await audit.record({ ...about, actorId: ann, targetId: bob, details: {} })
  await audit.record({ ...about, actorId: bob, targetId: ann, details: { reason: 'none' } })
  await audit.record({ ...about, actorId: null, targetId: null, details: { user: ann } })
  const past = { tenantId: DEFAULT_TENANT, chatType: 'text', startedAt: NOW, endedAt: NOW } as const
  const how = { endReason: 'left', messages: [1, 2] } as const
  const publicIds = () => [randomUUID(), randomUUID()] as const
  history.record({
    ...past,
    ...how,
    id: randomUUID(),
    participants: [ann, bob],
    publicIds: publicIds(),
  })
  history.record({
    ...past,
    ...how,
    id: randomUUID(),
    participants: [ann, await register()],
    publicIds: publicIds(),
  })
  for (const user of [ann, bob])
    database.personDays.add({ user, chatType: 'text', at: NOW, what: { lengthMs: 60_000, messages: 1 } })
  await database.segments.save(ann, { id: randomUUID(), name: 'home', only: { country: 'DE' }, savedAt: NOW })
  const day = { from: '2026-01-01', to: '2026-01-31', only: {} }
  await database.engagement.days(DEFAULT_TENANT, day)
  await history.totals(ann) // all of it is written by then
  await database.presenceDays.totalsOf(ann, NOW)
  await database.conversationDays.typingIn('none')
}

/** Two who know each other. */
async function callEachOther(ann: string, bob: string): Promise<void> {
  const { callHistory } = database
  const about = { tenantId: DEFAULT_TENANT, callType: 'audio', isGroup: false, visit: null } as const
  const end = { state: 'missed', why: 'missed', acceptedAt: null, placedAt: NOW, endedAt: NOW } as const
  for (const [placer, other] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    const people = [placer, other].map((user) => ({
      user,
      joinedAt: null,
      leftAt: null,
      isMissed: user === other,
    }))
    const id = randomUUID()
    callHistory.record({ ...about, ...end, id, placer, people })
    const totals = withReport(NO_QUALITY, {
      latencyMs: 1,
      packetLoss: 0,
      jitterMs: 1,
      bitrateKbps: 1,
      frameRate: null,
      resolution: null,
    })
    callHistory.recordQuality({ call: id, user: ann, source: 'a connection', totals })
  }
  const telephone = {
    customerNumber: '+15550100',
    assistantId: 'an assistant',
    status: 'ended',
    endedReason: 'hangup',
  } as const
  const times = { placedAt: NOW, answeredAt: NOW, endedAt: NOW }
  const bound = { since: NOW, max: 1_000 }
  const called = { ...telephone, ...times, id: randomUUID(), tenantId: DEFAULT_TENANT, placer: ann }
  await database.telephoneCalls.add(called, bound)
  await callHistory.quality('none') // all of it is written by then
}

test('every column of every model that can name a person has a treatment', () => {
  const models = modelsOfSchema()
  expect(Object.keys(models).length).toBeGreaterThan(10)
  for (const [model, columns] of Object.entries(models)) {
    const treated = [...Object.keys(PERSONAL[model] ?? {}), ...(NOBODY[model] ?? [])]
    expect(treated.toSorted(), model).toEqual(columns.toSorted())
  }
  expect(Object.keys({ ...PERSONAL, ...NOBODY }).filter((model) => !(model in models))).toEqual([])
})

test('the export has every part that the treatments name', async () => {
  const [ann, bob] = [await register(), await register()]
  await live(ann, bob)
  const data = await database.personalData.export(ann)
  const parts = Object.values(PERSONAL).flatMap((columns) =>
    Object.values(columns).map(({ exported }) => exported),
  )
  for (const part of new Set(parts.filter((one) => !one.startsWith('none')))) {
    const found: unknown = Object.entries(data ?? {}).find(([name]) => name === part)?.[1]
    expect(JSON.stringify(found)?.length, part).toBeGreaterThan(10)
  }
  const ofAccount = Object.entries(PERSONAL.User ?? {}).filter(([, { exported }]) => exported === 'account')
  expect(Object.keys(data?.account ?? {})).toEqual(
    expect.arrayContaining(ofAccount.map(([column]) => column)),
  )
  const text = JSON.stringify(data)
  for (const theirs of ['passwordHash', '"hash"', 'deviceHash', `said by ${bob}`, `${ann} was rude`])
    expect(text).not.toContain(theirs)
  expect(await database.personalData.export(randomUUID())).toBeUndefined()
})

test('after a deletion no row of any table names the person, and what others need is still there', async () => {
  const [ann, bob] = [await register(), await register()]
  const phone = newPhone()
  await live(ann, bob, phone)
  const before = await everything()
  for (const [table, rows] of Object.entries(before)) {
    const named = rows.some((row) => row.includes(ann))
    const isPersonal = ![
      'tenants',
      'tenant_keys',
      'signing_keys',
      'digest_keys',
      'session_records',
      'report_screenshots',
      'signup_counts',
      'ledger_entries',
      'revenue_days',
      'spending_days',
      'demo_history',
      'audit_chains',
      'figure_counts',
      'narrowed_figures',
      'alerts',
      'interest_counts',
      'settings',
      'saved_replies',
      'moderation_counts',
      'retention_runs',
      'presence_levels',
      'presence_counts',
      'conversation_days',
      'conversation_counts',
      'activity_days',
      'activity_periods',
      'activity_cohorts',
    ].includes(table)
    expect(named, table).toBe(isPersonal)
  }

  const pseudonym = `erased-${randomUUID()}`
  await erase(ann, pseudonym)
  const after = await everything()
  expect(Object.entries(after).filter(([, rows]) => rows.some((row) => row.includes(ann)))).toEqual([])
  expect(JSON.stringify(after)).not.toContain(phone)
  for (const table of ['reports', 'report_evidence', 'report_screenshots'])
    expect(after[table], table).toHaveLength(before[table]?.length ?? -1)
  expect(after.report_evidence?.filter((row) => row.includes(`said by ${pseudonym}`))).toHaveLength(2)
  expect(after.audit_log).toHaveLength((before.audit_log?.length ?? 0) + 1)
  for (const table of ['kept_digests', 'kept_blocks'])
    expect(after[table]?.join(), table).toContain(pseudonym)
  expect(after.outbox).toHaveLength((before.outbox?.length ?? 0) - 1)
  expect(after.outbox?.join()).toContain(pseudonym)
  expect(await database.accounts.byId(bob)).toBeDefined()
  expect(await database.history.page(bob, { limit: 10 })).toHaveLength(1)
  expect(await database.reports.byReporter(bob, { limit: 10 })).toHaveLength(1)
})

test('deleting one account leaves every other row as it was', async () => {
  const [ann, bob] = [await register(), await register()]
  await live(bob, ann)
  const [stays, goes] = [await everything(), await register()]
  await erase(goes)
  const after = await everything()
  const entries = (stays.audit_log?.length ?? 0) + 1
  expect(counts(after)).toEqual({ ...counts(stays), audit_log: entries })
})

test('who is neither side of a report is renamed in its evidence as well', async () => {
  const [ann, bob, cem] = [await register(), await register(), await register()]
  const said = { messageId: randomUUID(), senderId: cem, content: `${cem} was there`, type: 'text' }
  const messages = [{ ...said, timestamp: NOW, flagged: false }]
  await database.reports.submit(newReport(ann, bob, NOW, { conversationId: randomUUID(), messages }))
  const pseudonym = `erased-${randomUUID()}`
  await erase(cem, pseudonym)
  const { report_evidence: evidence = [] } = await everything()
  expect(evidence.filter((row) => row.includes(cem))).toEqual([])
  expect(evidence.filter((row) => row.includes(`${pseudonym} was there`))).toHaveLength(1)
})
