import type { ConversationPeople } from './ports/conversations/conversation-people'
import type { Conversations } from './ports/conversations/conversations'
import type { Attachments } from './ports/conversations/attachments'
import type { Uploads } from './ports/conversations/uploads'
import type { Broadcasts } from './ports/conversations/broadcasts'
import type { ConversationOverview } from './ports/conversations/conversation-overview'
import type { ConversationDays } from './ports/conversations/conversation-days'
import type { TypingBoard } from './ports/conversations/typing-board'
import type { PresenceDays } from './ports/presence/presence-days'
import type { Messages } from './ports/conversations/messages'
import type { Visits } from './ports/visits/visits'
import type { FileIntake } from './ports/files/file-intake'
import type { FileStore } from './ports/files/file-store'
import type { PresenceChoices } from './ports/presence/presence-choices'
import type { AccountChanges } from './ports/accounts/account-changes'
import type { AlertStore } from './ports/alerts/alert-store'
import type { FigureHistory } from './ports/analytics/figure-history'
import type { NarrowedFigures } from './ports/analytics/narrowed-figures'
import type { Settings as StoredSettings } from './ports/settings/settings'
import type { AccountSockets } from './ports/connections/account-sockets'
import type { Accounts, Logins } from './ports/accounts/accounts'
import type { Acquisition, DemoHistory } from './ports/analytics/acquisition'
import type { Engagement, PersonDays } from './ports/analytics/engagement'
import type { Segments } from './ports/analytics/segments'
import type { People, ReportQueue } from './ports/moderation/administration'
import type { Connections } from './ports/connections/connections'
import type { Content } from './ports/sessions/content'
import type { Departed } from './ports/accounts/departed'
import type { InterestCounts } from './ports/analytics/interest-counts'
import type { LiveConnections } from './ports/connections/live-connections'
import type { LiveMetricsExchange } from './ports/analytics/live-metrics-exchange'
import type { History, Retention } from './ports/sessions/history'
import type { Limiter } from './ports/connections/limiter'
import type { Marks } from './ports/connections/marks'
import type { Messenger, SentMail } from './ports/messenger'
import type { Appeals, Claims, PersonNotes, SavedReplies, Warnings } from './ports/moderation/casework'
import type { CredibilityRecords } from './ports/moderation/credibility'
import type { ModerationCounts } from './ports/moderation/moderation-counts'
import type { Pseudonym } from './ports/moderation/audit-chain'
import type { AuditLog, Blocks, Reports } from './ports/moderation/moderation'
import type { RelayReach, TurnGrants } from './ports/media/turn'
import type { Ledger } from './ports/payments/ledger'
import type { Orders } from './ports/payments/orders'
import type { PaymentProviders } from './ports/payments/payment-provider'
import type { Revenue } from './ports/payments/revenue'
import type { PersonalData } from './ports/accounts/personal-data'
import type { Proofs } from './ports/accounts/proofs'
import type { SessionFactsReader, Signer } from './ports/receipts/receipts'
import type { AgeChecks, AgeProvider } from './ports/accounts/age-checks'
import type { Tenants } from './ports/tenants/tenants'
import type { FactorCodes, SecondFactors } from './ports/accounts/second-factors'
import type { WebAuthn } from './ports/accounts/webauthn'
import type { OneTime, Passwords, Tokens } from './ports/accounts/secrets'
import type { QuickLeaveCounts } from './ports/matching/quick-leaves'
import type { Sessions } from './ports/sessions/sessions'
import type { SignallingStore } from './ports/sessions/signalling'
import type { CallHistory } from './ports/calls/call-history'
import type { TelephoneCalls } from './ports/calls/telephone-calls'
import type { Telephony } from './ports/calls/telephony'
import type { KeptSignals } from './ports/calls/kept-signals'
import type { LiveCalls } from './ports/calls/live-calls'
import type { Bus, Clock, Ids } from './ports/system'
import type { WaitingRoom } from './ports/matching/waiting-room'

/** Everything the core stands on. */
export interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly logins: Logins
  readonly acquisition: Acquisition
  readonly demoHistory: DemoHistory
  readonly segments: Segments
  readonly alertStore: AlertStore
  readonly figureHistory: FigureHistory
  readonly narrowedFigures: NarrowedFigures
  readonly settings: StoredSettings
  readonly engagement: Engagement
  readonly personDays: PersonDays
  readonly interestCounts: InterestCounts
  readonly people: People
  readonly reportQueue: ReportQueue
  readonly departed: Departed
  readonly conversations: Conversations
  readonly conversationOverview: ConversationOverview
  readonly messages: Messages
  readonly conversationPeople: ConversationPeople
  readonly attachments: Attachments
  readonly uploads: Uploads
  readonly fileStore: FileStore
  readonly fileIntake: FileIntake
  readonly broadcasts: Broadcasts
  readonly conversationDays: ConversationDays
  readonly typingBoard: TypingBoard
  readonly presenceDays: PresenceDays
  readonly presenceChoices: PresenceChoices
  readonly visits: Visits
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
  /** Undefined: the declared age is all that is asked for. */
  readonly ageProvider: AgeProvider | undefined
  readonly sessionFacts: SessionFactsReader
  readonly receiptSigner: Signer
  readonly personalData: PersonalData
  readonly reports: Reports
  readonly orders: Orders
  readonly ledger: Ledger
  readonly revenue: Revenue
  readonly paymentProviders: PaymentProviders
  readonly blocks: Blocks
  readonly audit: AuditLog
  readonly pseudonym: Pseudonym
  readonly history: History
  readonly retention: Pick<Retention, 'runs'>
  readonly waitingRoom: WaitingRoom
  readonly quickLeaves: QuickLeaveCounts
  readonly sessions: Sessions
  readonly signallingStore: SignallingStore
  readonly liveCalls: LiveCalls
  readonly callHistory: CallHistory
  readonly telephoneCalls: TelephoneCalls
  readonly telephony: Telephony
  readonly keptSignals: KeptSignals
  readonly connections: Connections
  readonly accountSockets: AccountSockets
  readonly liveConnections: LiveConnections
  readonly liveMetricsExchange: LiveMetricsExchange
  readonly limiter: Limiter
  readonly ownLimiter: Limiter
  readonly marks: Marks
  readonly departures: Marks
  readonly touchWishes: Marks
  readonly mutes: Marks
  readonly content: Content
  readonly tokens: Tokens
  readonly passwords: Passwords
  readonly oneTime: OneTime
  readonly factorCodes: FactorCodes
  readonly webAuthn: WebAuthn
  readonly turnGrants: TurnGrants
  readonly relayReach: RelayReach
  readonly messenger: Messenger
  /** Undefined: mail and text messages are not kept. */
  readonly sentMail: SentMail | undefined
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}
