import type { ReportType } from '@/lib/domain/moderation'
import type { Actor } from '@/lib/domain/accounts'
import type { Services } from '@/lib/server/core'
import { categoryOf } from '../requests'

interface PartnerReport {
  readonly reportedUserId: string
  readonly violationType: ReportType | 'inappropriate'
  readonly description: string
}

/** Reports the partner of the current or last session. @throws SESSION_NOT_FOUND when the named one is somebody else */
export async function reportPartner(
  actor: Actor,
  { moderation }: Pick<Services, 'moderation'>,
  { reportedUserId, violationType, description }: PartnerReport,
): Promise<{ reportId: string }> {
  const type = categoryOf(violationType)
  const complaint = { reportedUserId, type, description, screenshots: [], occurredAt: null }
  return { reportId: (await moderation.report(actor, complaint)).id }
}
