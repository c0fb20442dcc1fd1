import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import { liveCounts } from '@/lib/domain/live-counts'
import type { Ports } from './core-ports'
import type { CoinPackages } from '@/lib/domain/payments/packages'
import type { Dialect } from '@/lib/domain/sessions'
import { createAccountSockets } from './services/connections/account-sockets'
import { createAcquisition } from './services/analytics/acquisition'
import { createAgeAssurance } from './services/accounts/age-assurance'
import { createAccountSecurity } from './services/accounts/account-security'
import { createAlerts } from './services/alerts/alerts'
import { createLedgerSource } from './services/alerts/ledger-source'
import { createAlertNotices } from './services/alerts/notices'
import { createFigureNews } from './services/analytics/figure-news'
import { createFigureRecorder } from './services/analytics/figure-recorder'
import { createNarrowedCounting } from './services/analytics/narrowed-counting'
import { createAnalytics } from './services/analytics/analytics'
import { createAppeals } from './services/moderation/appeals'
import { createBans } from './services/moderation/bans'
import { createCallAnnouncer } from './services/calls/announcer'
import { createCalls } from './services/calls/calls'
import { createGroupCalls } from './services/calls/groups'
import { createCallHistory } from './services/calls/history'
import { createCallQuality } from './services/calls/quality'
import { createCallSignalling } from './services/calls/signalling'
import { createTelephone } from './services/calls/telephone'
import { createStatusTests } from './services/calls/status-tests'
import { createCasework } from './services/moderation/casework'
import { createConnections } from './services/connections/connections'
import { createConversationLog } from './services/conversations/log-source'
import { createBroadcasts } from './services/conversations/broadcasts'
import { createConversationAdministration } from './services/conversations/conversation-administration'
import { createConversations } from './services/conversations/conversations'
import { type Acquaintances, createAcquaintances } from './services/conversations/acquaintances'
import { createConversationLookup } from './services/conversations/lookup'
import { createFiles } from './services/conversations/files'
import { createUploads } from './services/conversations/uploads'
import { createFoulWords } from './services/conversations/foul-words'
import { createConversationTyping } from './services/conversations/typing'
import { createDeliveries } from './services/conversations/deliveries'
import { createPrivacy } from './services/conversations/privacy'
import { createStayingInTouch } from './services/conversations/staying-in-touch'
import { createViewers } from './services/conversations/viewers'
import { createTypingOverview } from './services/conversations/typing-overview'
import { createPresenceCache } from './services/presence/presence-cache'
import { createPresenceFigures } from './services/presence/presence-figures'
import { createPresence } from './services/presence/presence'
import { createVisitAccess } from './services/visits/access'
import { createVisitInvitations } from './services/visits/invitations'
import { createVisits } from './services/visits/visits'
import { createVisitWaitingRoom } from './services/visits/waiting-room'
import { createOpenings, type Openings } from './services/conversations/openings'
import { createMentions } from './services/conversations/mentions'
import { createMessages } from './services/conversations/messages'
import { createReaders } from './services/conversations/readers'
import { type Counting, createCounting } from './services/analytics/counting'
import { createDashboard } from './services/analytics/dashboard'
import { createEngagement } from './services/analytics/engagement'
import { createSegments } from './services/analytics/segments'
import { createFactorNotices } from './services/accounts/factor-notices'
import { createFactorCheck } from './services/accounts/factor-check'
import { createHistory } from './services/sessions/history'
import { createIdentity } from './services/accounts/identity'
import { createKnownLocations } from './services/accounts/known-locations'
import { createLimits, type LimitsService } from './services/connections/limits'
import { createLiveFigures, type LiveFiguresService } from './services/analytics/live-metrics'
import { createLogins, type LoginsService } from './services/accounts/logins'
import { type AvoidedPeople, createAvoidedPeople } from './services/matching/avoided-people'
import { createInterestCounting } from './services/analytics/interest-counting'
import { createPicture } from './services/analytics/picture'
import { createYesterday } from './services/analytics/yesterday'
import { createInspector } from './services/sessions/inspector'
import { createMatchingPolicy } from './services/matching/policy'
import { createMatching } from './services/matching/matching'
import { createDeviceRefusals } from './services/media/device-refusals'
import { createIceServers } from './services/media/ice-servers'
import { createRelayWatch } from './services/media/relay-watch'
import { createModerationFigures } from './services/moderation/moderation-figures'
import { createPauses } from './services/moderation/pauses'
import { createConversationReports } from './services/moderation/conversation-reports'
import { createModeration } from './services/moderation/moderation'
import { createScreenshots } from './services/moderation/screenshots'
import { createReceipts } from './services/receipts/receipts'
import { createTenants } from './services/tenants/tenants'
import { createPeople } from './services/moderation/people'
import { createQuickLeaves, type QuickLeavesService } from './services/matching/quick-leaves'
import { createReportQueue } from './services/moderation/report-queue'
import { createRetentionRuns } from './services/moderation/retention-runs'
import { createGifts } from './services/payments/gifts'
import { createPayments } from './services/payments/payments'
import { createPaymentReceipts } from './services/payments/receipts'
import { createRefunds } from './services/payments/refunds'
import { createRevenue } from './services/payments/revenue'
import { createSettling } from './services/payments/settling'
import { createWallet } from './services/payments/wallet'
import { createPersonalData } from './services/accounts/personal-data'
import { type Ceilings, createMailer } from './services/accounts/outbound-mail'
import { createRecovery } from './services/accounts/recovery'
import { createSecondFactor } from './services/accounts/second-factor'
import { createSessionLog } from './services/sessions/session-log'
import { createMedia } from './services/sessions/media'
import { createModes } from './services/sessions/modes'
import { createSignalling } from './services/sessions/signalling'
import { createSessions } from './services/sessions/sessions'
import { createTyping } from './services/sessions/typing'
import { createVerification } from './services/accounts/verification'

interface Settings {
  /** Multiplies every limit. */
  readonly limitFactor: number
  /** Roles above `user` may be used with a second factor alone. */
  readonly requiresFactor: boolean
  /** Accounts without an address join channels and contact people like all others. */
  readonly guestsMayContact: boolean
  /** The largest file of a conversation, in bytes. */
  readonly maxFileBytes: number
  /** People with a picture who can be in a call without an engine between them. */
  readonly callMeshMax: number
  /** Beginnings of telephone numbers that may be called; none: all. */
  readonly telephonePrefixes: readonly string[]
  /** Calls to telephones that a tenant may make in a day. */
  readonly telephoneDailyMax: number
  /** Live sockets that an account may have. */
  readonly maxSockets: number
  /** Where people reach us, without a trailing slash; links in mail begin with it. */
  readonly address: string
  /** Of mail and SMS in an hour. */
  readonly ceilings: Ceilings
  /** Where codes are sent to; none: everywhere. */
  readonly smsPrefixes: readonly string[]
  /** What coins cost. */
  readonly packages: CoinPackages
  /** Where browsers learn their public address; may be none. */
  readonly stunUrls: readonly string[]
  /** Whether connecting alone resumes a session that was joined in this dialect. */
  readonly resumesOnConnect: (dialect: Dialect) => boolean
  /** What both of a session are sent once it is of another kind than it began as. */
  readonly dialectOfModes: Dialect
}

/** The use cases on their ports. */
export function createCore(ports: Ports, settings: Settings) {
  const { limitFactor, maxSockets, resumesOnConnect } = settings
  const { waitingRoom, sessions, connections } = ports
  const live = () =>
    liveCounts({
      connected: connections.people(),
      waiting: waitingRoom.size(),
      inSessions: sessions.size() * 2,
    })
  const limits = createLimits({ ...ports, factor: limitFactor })
  const quickLeaves = createQuickLeaves({ ...ports, limits, factor: limitFactor })
  const avoidedPeople = createAvoidedPeople(ports)
  const { knownLocations, ...accounts } = createAccountServices(ports, settings, limits)
  const { logins } = accounts
  const counting = createCounting(ports)
  const analyticsOf = (tenantId: TenantId) =>
    createAnalytics({
      ...ports,
      waiting: (chatType) => counting.waitingIn(tenantId, chatType),
      counting: { now: () => counting.of(tenantId).now() },
    })
  const analytics = analyticsOf(DEFAULT_TENANT)
  const ice = createIce(ports, settings)
  const figures = createLiveFigures({ ...ports, ...ice, counting, analyticsOf })
  const services = {
    ...accounts,
    ...createPairing(ports, quickLeaves, avoidedPeople),
    ...createTalks(ports, settings),
    ...createConversationServices(ports, { avoidedPeople, limits }, settings),
    ...ice,
    ...createModerationServices(ports, logins),
    people: createPeople({ ...ports, logins }),
    tenants: createTenants({ ...ports, logins }),
    receipts: createReceipts({ ...ports, address: settings.address }),
    history: createHistory(ports),
    ...createWholePicture(ports, { figures, counting }, settings.address),
    analytics,
    ...createMoney(ports, settings),
    /** Mail and text messages that were sent; undefined where they are not kept. */
    sentMail: ports.sentMail,
    /** People here, waiting and in sessions, right now. */
    live,
  }
  avoidedPeople.announceChanges()
  return {
    services,
    connections: createConnections(ports),
    deliveries: createDeliveries({ ...ports, avoidedPeople }),
    accountSockets: createAccountSockets({ ...ports, max: maxSockets }),
    limits,
    knownLocations,
    /** What a connection reads of what it has missed. */
    logSources: [createSessionLog({ ...ports, resumesOnConnect })],
    /** And of what many people follow. */
    sharedLogSources: [createConversationLog(ports)],
  }
}

/** How people meet, and the policy by which they do. */
function createPairing(ports: Ports, quickLeaves: QuickLeavesService, avoidedPeople: AvoidedPeople) {
  const matchingPolicy = createMatchingPolicy(ports)
  return {
    matchingPolicy,
    matching: createMatching({
      ...ports,
      quickLeaves,
      avoidedPeople,
      pauses: createPauses(ports),
      matchingPolicy,
    }),
  }
}

/** What two people do in a session. */
function createTalks(ports: Ports, { resumesOnConnect, dialectOfModes }: Settings) {
  return {
    sessions: createSessions({ ...ports, resumesOnConnect }),
    typing: createTyping(ports),
    signalling: createSignalling(ports),
    media: createMedia(ports),
    modes: createModes({ ...ports, dialectOfModes }),
  }
}

/** Where people find each other again. */
function createConversationServices(
  ports: Ports,
  { avoidedPeople, limits }: { avoidedPeople: AvoidedPeople; limits: LimitsService },
  { maxFileBytes, ...calling }: Settings,
) {
  const acquaintances = createAcquaintances({ ...ports, avoidedPeople })
  const lookup = createConversationLookup({ ...ports, avoidedPeople })
  const openings = createOpenings({ ...ports, avoidedPeople })
  const ways = { ...ports, lookup, openings, avoidedPeople }
  const presence = createPresence({ ...ports, avoidedPeople })
  const mentions = createMentions(ways)
  const files = createFiles({ ...ways, maxFileBytes })
  return {
    conversations: createConversations({ ...ways, acquaintances, limits }),
    conversationAdministration: createConversationAdministration(ports),
    messages: createMessages({ ...ways, mentions, foulWords: createFoulWords(ports) }),
    mentions,
    readers: createReaders(ways),
    files,
    fileParts: createUploads({ ...ports, files }),
    privacy: createPrivacy(ports),
    stayingInTouch: createStayingInTouch(ways),
    viewers: createViewers({ ...ports, avoidedPeople }),
    ...createVisitServices({ ...ports, avoidedPeople, acquaintances }),
    presence,
    presenceFigures: createPresenceFigures(ports),
    presenceCache: createPresenceCache({ ...ports, presence }),
    typingOverview: createTypingOverview({ ...ports, avoidedPeople }),
    conversationTyping: createConversationTyping(ways),
    broadcasts: createBroadcasts(ports),
    ...createCallServices({ ...ports, ...calling, openings }),
  }
}

/** Calls of people who know where to find each other. */
function createCallServices(
  given: Ports &
    Pick<Settings, 'callMeshMax' | 'telephonePrefixes' | 'telephoneDailyMax'> & { openings: Openings },
) {
  const callSignalling = createCallSignalling(given)
  const callAnnouncer = createCallAnnouncer(given)
  const calls = createCalls({ ...given, callSignalling, callAnnouncer })
  return {
    callHistory: createCallHistory(given),
    callQuality: createCallQuality(given),
    callSignalling,
    calls,
    statusTests: createStatusTests(given),
    telephone: createTelephone(given),
    groupCalls: createGroupCalls({ ...given, callAnnouncer, calls }),
  }
}

/** Meetings that somebody holds. */
function createVisitServices(given: Ports & { avoidedPeople: AvoidedPeople; acquaintances: Acquaintances }) {
  const visitWaitingRoom = createVisitWaitingRoom(given)
  const ways = { ...given, visitAccess: createVisitAccess(given), visitWaitingRoom }
  return { visits: createVisits(ways), visitInvitations: createVisitInvitations(ways) }
}

/** Payments, the wallet and the books. */
function createMoney(ports: Ports, { packages, address, ceilings }: Settings) {
  const mailer = createMailer({ ...ports, ceilings })
  const settling = createSettling(ports)
  const wallet = createWallet({ ...ports, settling })
  return {
    payments: createPayments({ ...ports, settling, packages, address }),
    wallet,
    gifts: createGifts({ ...ports, wallet }),
    revenue: createRevenue(ports),
    refunds: createRefunds({ ...ports, settling }),
    paymentReceipts: createPaymentReceipts({ ...ports, mailer, address }),
  }
}

/** What administrators watch: figures, their history, and alerts. */
function createWholePicture(
  ports: Ports,
  { figures, counting }: { readonly figures: LiveFiguresService; readonly counting: Counting },
  address: string,
) {
  createFigureRecorder({ ...ports, figures })
  createFigureNews(ports)
  createNarrowedCounting(ports)
  createInterestCounting(ports)
  return {
    picture: createPicture(ports),
    yesterday: createYesterday(ports),
    inspector: createInspector({ ...ports, counting }),
    acquisition: createAcquisition(ports),
    segments: createSegments(ports),
    engagement: createEngagement(ports),
    dashboard: createDashboard({ ...ports, figures }),
    alerts: createAlerts({ ...ports, figures, alertSources: { ledger: createLedgerSource(ports) } }),
    alertNotices: createAlertNotices({ ...ports, address }),
  }
}

/** Who people are, how they prove it, and what they decide about their account. */
function createAccountServices(ports: Ports, settings: Settings, limits: LimitsService) {
  const { address, ceilings, smsPrefixes, requiresFactor, guestsMayContact } = settings
  const knownLocations = createKnownLocations(ports)
  const mailer = createMailer({ ...ports, ceilings })
  const logins = createLogins({
    ...ports,
    knownLocations,
    requiresFactor,
    guestsMayContact,
    hasAgeProvider: ports.ageProvider !== undefined,
  })
  const accountSecurity = createAccountSecurity({ ...ports, logins })
  const factorCheck = createFactorCheck({ ...ports, limits })
  const ways = { ...ports, accountSecurity, mailer, address }
  return {
    knownLocations,
    logins,
    accountSecurity,
    identity: createIdentity({ ...ports, logins, factorCheck }),
    secondFactor: createSecondFactor({
      ...ports,
      accountSecurity,
      factorCheck,
      logins,
      isRequired: requiresFactor,
    }),
    factorNotices: createFactorNotices({ ...ports, address }),
    ageAssurance: createAgeAssurance(ports),
    recovery: createRecovery(ways),
    verification: createVerification({ ...ways, knownLocations, smsPrefixes }),
    personalData: createPersonalData({ ...ports, logins }),
  }
}

/** Reports, what moderators do about them, and what may be done about that. */
function createModerationServices(ports: Ports, logins: Pick<LoginsService, 'endAll'>) {
  const screenshots = createScreenshots(ports)
  return {
    moderation: createModeration({ ...ports, screenshots }),
    conversationReports: createConversationReports({ ...ports, screenshots }),
    bans: createBans({ ...ports, logins }),
    reportQueue: createReportQueue(ports),
    appeals: createAppeals(ports),
    casework: createCasework(ports),
    moderationFigures: createModerationFigures(ports),
    retentionRuns: createRetentionRuns(ports),
  }
}

/** How people reach each other for voice and video. */
function createIce(ports: Ports, { stunUrls }: Settings) {
  return {
    iceServers: createIceServers({ ...ports, stunUrls }),
    relayWatch: createRelayWatch(ports),
    deviceRefusals: createDeviceRefusals(ports),
  }
}

/** The use cases that gateways call, each named once, above. */
export type Services = ReturnType<typeof createCore>['services']
