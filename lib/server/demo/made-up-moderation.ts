import { bucketOf } from '@/lib/domain/analytics'
import { dayOf } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'
import type { ModerationCount } from '@/lib/domain/moderation-figures'
import type { MadeUpCases } from '../ports/analytics/acquisition'
import { upheldBefore } from './made-up-cases'

/** What moderation would have counted of cases. */
export function madeUpModeration({ reports, bans, appeals }: MadeUpCases): readonly ModerationCount[] {
  const tallies = new Map<string, ModerationCount>()
  const count = (at: Millis, name: string, key: string) => {
    const day = dayOf(at)
    const before = tallies.get(`${day} ${name} ${key}`)?.count ?? 0
    tallies.set(`${day} ${name} ${key}`, { day, name, key, count: before + 1 })
  }
  const again = upheldBefore(reports)
  for (const { id, chatType, status, createdAt, decidedAt } of reports) {
    count(createdAt, 'reports', chatType)
    if (decidedAt === null) continue
    count(decidedAt, 'firstDecision', String(bucketOf((decidedAt - createdAt) / 1_000)))
    count(decidedAt, 'outcomes', status)
    if (status !== 'resolved') continue
    count(decidedAt, 'upheld', again.get(id) ? 'again' : 'first')
    if (!again.get(id)) count(decidedAt, 'warnings', 'given')
  }
  for (const { createdAt } of bans) count(createdAt, 'bans', 'made')
  for (const { createdAt, decidedAt, status } of appeals) {
    count(createdAt, 'appeals', 'made')
    if (decidedAt === null) continue
    count(decidedAt, 'appeals', status)
    if (status === 'lifted') count(decidedAt, 'bans', 'lifted')
  }
  return [...tallies.values()]
}
