import { liveCounts } from '@/lib/domain/live-counts'
import type { Services } from './gateways/services'
import { resumesOnConnect } from './gateways/omegoo/spelling'
import type { AccountChanges } from './ports/account-changes'
import type { AccountSockets } from './ports/account-sockets'
import type { Accounts, Logins } from './ports/accounts'
import type { Acquisition, DemoHistory } from './ports/acquisition'
import type { People, ReportQueue } from './ports/administration'
import type { Connections } from './ports/connections'
import type { Content } from './ports/content'
import type { Departed } from './ports/departed'
import type { FiguresExchange } from './ports/figures-exchange'
import type { History } from './ports/history'
import type { Limiter } from './ports/limiter'
import type { Marks } from './ports/marks'
import type { Messenger, Outbox } from './ports/messenger'
import type { AuditLog, Blocks, Reports } from './ports/moderation'
import type { PersonalData } from './ports/personal-data'
import type { Proofs } from './ports/proofs'
import type { OneTime, Passwords, Tokens } from './ports/secrets'
import type { QuickLeaveCounts } from './ports/quick-leaves'
import type { Sessions } from './ports/sessions'
import type { Bus, Clock, Ids } from './ports/system'
import type { WaitingRoom } from './ports/waiting-room'
import { createAccountSockets } from './services/account-sockets'
import { createAcquisition } from './services/acquisition'
import { createAccess } from './services/access'
import { createAnalytics } from './services/analytics'
import { createBans } from './services/bans'
import { createConnections } from './services/connections'
import { createCounting } from './services/counting'
import { createDashboard } from './services/dashboard'
import { createHistory } from './services/history'
import { createIdentity } from './services/identity'
import { createKnownPlaces } from './services/known-places'
import { createLimits } from './services/limits'
import { createLiveFigures } from './services/live-figures'
import { createLogins } from './services/logins'
import { createMatching } from './services/matching'
import { createModeration } from './services/moderation'
import { createPeople } from './services/people'
import { createQuickLeaves } from './services/quick-leaves'
import { createReportQueue } from './services/report-queue'
import { createPersonalData } from './services/personal-data'
import { type Ceilings, createPost } from './services/post'
import { createRecovery } from './services/recovery'
import { createSessions } from './services/sessions'
import { createTyping } from './services/typing'
import { createVerification } from './services/verification'

/** Everything the core stands on. */
export interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly logins: Logins
  readonly acquisition: Acquisition
  readonly demoHistory: DemoHistory
  readonly people: People
  readonly reportQueue: ReportQueue
  readonly departed: Departed
  readonly proofs: Proofs
  readonly personalData: PersonalData
  readonly reports: Reports
  readonly blocks: Blocks
  readonly audit: AuditLog
  readonly history: History
  readonly waitingRoom: WaitingRoom
  readonly quickLeaves: QuickLeaveCounts
  readonly sessions: Sessions
  readonly connections: Connections
  readonly accountSockets: AccountSockets
  readonly figuresExchange: FiguresExchange
  readonly limiter: Limiter
  readonly ownLimiter: Limiter
  readonly marks: Marks
  readonly content: Content
  readonly tokens: Tokens
  readonly passwords: Passwords
  readonly oneTime: OneTime
  readonly messenger: Messenger
  /** Undefined: outgoing messages are not kept. */
  readonly outbox: Outbox | undefined
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

interface Settings {
  /** Multiplies every limit. */
  readonly limitFactor: number
  /** Live sockets that an account may have. */
  readonly maxSockets: number
  /** Where people reach us, without a trailing slash; links in mail begin with it. */
  readonly address: string
  /** Of mail and SMS in an hour. */
  readonly ceilings: Ceilings
  /** Where codes are sent to; none: everywhere. */
  readonly smsPrefixes: readonly string[]
}

/** The use cases on their ports. Reactions run in the order in which the services are made here. */
export function createCore(ports: Ports, settings: Settings) {
  const { limitFactor, maxSockets, address, ceilings, smsPrefixes } = settings
  const { waitingRoom, sessions, connections } = ports
  const live = () =>
    liveCounts({
      connected: connections.people(),
      waiting: waitingRoom.size(),
      inSessions: sessions.size() * 2,
    })
  const limits = createLimits({ ...ports, factor: limitFactor })
  const quickLeaves = createQuickLeaves({ ...ports, limits, factor: limitFactor })
  const knownPlaces = createKnownPlaces(ports)
  const post = createPost({ ...ports, ceilings })
  const logins = createLogins({ ...ports, knownPlaces })
  const access = createAccess({ ...ports, logins })
  const counting = createCounting(ports)
  const analytics = createAnalytics({ ...ports, counting })
  const figures = createLiveFigures({ ...ports, live, heldBack: waitingRoom.heldBack, analytics, counting })
  const services: Services = {
    logins,
    access,
    identity: createIdentity({ ...ports, logins }),
    recovery: createRecovery({ ...ports, access, post, address }),
    verification: createVerification({ ...ports, access, knownPlaces, post, address, smsPrefixes }),
    personalData: createPersonalData(ports),
    matching: createMatching({ ...ports, quickLeaves }),
    sessions: createSessions({ ...ports, resumesOnConnect }),
    typing: createTyping(ports),
    moderation: createModeration(ports),
    bans: createBans({ ...ports, logins }),
    reportQueue: createReportQueue(ports),
    people: createPeople(ports),
    history: createHistory(ports),
    acquisition: createAcquisition(ports),
    dashboard: createDashboard({ ...ports, figures }),
    analytics,
    outbox: ports.outbox,
    live,
  }
  return {
    services,
    connections: createConnections(ports),
    accountSockets: createAccountSockets({ ...ports, max: maxSockets }),
    limits,
    knownPlaces,
  }
}
