import type { Outbox } from '@/lib/server/ports/messenger'
import type { AcquisitionService } from '@/lib/server/services/analytics/acquisition'
import type { AccessService } from '@/lib/server/services/accounts/account-security'
import type { AnalyticsService } from '@/lib/server/services/analytics/analytics'
import type { BansService } from '@/lib/server/services/moderation/bans'
import type { DashboardService } from '@/lib/server/services/analytics/dashboard'
import type { HistoryService } from '@/lib/server/services/sessions/history'
import type { IdentityService } from '@/lib/server/services/accounts/identity'
import type { LoginsService } from '@/lib/server/services/accounts/logins'
import type { MatchingService } from '@/lib/server/services/matching/matching'
import type { ModerationService } from '@/lib/server/services/moderation/moderation'
import type { PeopleService } from '@/lib/server/services/moderation/people'
import type { ReportQueueService } from '@/lib/server/services/moderation/report-queue'
import type { PersonalDataService } from '@/lib/server/services/accounts/personal-data'
import type { RecoveryService } from '@/lib/server/services/accounts/recovery'
import type { SessionsService } from '@/lib/server/services/sessions/sessions'
import type { TypingService } from '@/lib/server/services/sessions/typing'
import type { VerificationService } from '@/lib/server/services/accounts/verification'

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
