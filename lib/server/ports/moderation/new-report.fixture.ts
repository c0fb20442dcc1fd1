import { randomUUID } from 'node:crypto'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Reports } from './moderation'

type NewReport = Parameters<Reports['submit']>[0]

/**
 * A report of spam in a session of text, unlike any other and without evidence.
 *
 * @param at - when the session began and ended and the report was made, epoch ms
 */
export function newReport(
  reporter: string,
  reported: string,
  at: number,
  changes: Partial<NewReport> = {},
): NewReport {
  return {
    id: randomUUID(),
    tenantId: DEFAULT_TENANT,
    reporter,
    reported,
    publicIds: { reporter: randomUUID(), reported: randomUUID() },
    sessionId: randomUUID(),
    type: 'spam',
    description: '',
    session: { chatType: 'text', startedAt: at, endedAt: at },
    messages: [],
    screenshots: [],
    occurredAt: null,
    createdAt: at,
    ...changes,
  }
}
