import type { Outbox } from '@/lib/server/ports/messenger'
import type { AcquisitionService } from '@/lib/server/services/acquisition'
import type { AccessService } from '@/lib/server/services/access'
import type { AnalyticsService } from '@/lib/server/services/analytics'
import type { BansService } from '@/lib/server/services/bans'
import type { DashboardService } from '@/lib/server/services/dashboard'
import type { HistoryService } from '@/lib/server/services/history'
import type { IdentityService } from '@/lib/server/services/identity'
import type { LoginsService } from '@/lib/server/services/logins'
import type { MatchingService } from '@/lib/server/services/matching'
import type { ModerationService } from '@/lib/server/services/moderation'
import type { PeopleService } from '@/lib/server/services/people'
import type { ReportQueueService } from '@/lib/server/services/report-queue'
import type { PersonalDataService } from '@/lib/server/services/personal-data'
import type { RecoveryService } from '@/lib/server/services/recovery'
import type { SessionsService } from '@/lib/server/services/sessions'
import type { TypingService } from '@/lib/server/services/typing'
import type { VerificationService } from '@/lib/server/services/verification'

/** The use cases that gateways call. */
export interface Services {
  readonly identity: IdentityService
  readonly logins: LoginsService
  readonly access: AccessService
  readonly recovery: RecoveryService
  readonly verification: VerificationService
  readonly personalData: PersonalDataService
  readonly matching: MatchingService
  readonly sessions: SessionsService
  readonly typing: TypingService
  readonly moderation: ModerationService
  readonly bans: BansService
  readonly reportQueue: ReportQueueService
  readonly people: PeopleService
  readonly dashboard: DashboardService
  readonly acquisition: AcquisitionService
  readonly history: HistoryService
  readonly analytics: AnalyticsService
  /** Outgoing messages; undefined where they are not kept. */
  readonly outbox: Pick<Outbox, 'newest'> | undefined
  /** People here, waiting and talking, right now. */
  readonly live: () => { online: number; waiting: number; talking: number }
}
