import type { Actor } from '@/lib/domain/accounts'
import { NO_QUALITY, type QualityReport, type QualityTotals, withReport } from '@/lib/domain/calls/quality'
import { requireStep } from '@/lib/domain/calls/steps'
import { DomainError } from '@/lib/domain/errors'
import type { CallId, ConnectionId, Millis, UserId } from '@/lib/domain/ids'
import { METRICS_EVERY_MS } from '@/lib/domain/media/media'
import type { CallHistory } from '@/lib/server/ports/calls/call-history'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly callHistory: Pick<CallHistory, 'recordQuality' | 'quality'>
  readonly liveCalls: Pick<LiveCalls, 'find'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What was reported is written this often, and at the end. */
const WRITE_EVERY_MS: Millis = 10_000

interface Reported {
  readonly call: CallId
  readonly user: UserId
  readonly source: string
  totals: QualityTotals
  reportedAt: Millis
  isWritten: boolean
}

/** How the lines of calls are, as each side reports it: sums, so that an hour costs what a minute does. */
export function createCallQuality({ callHistory, liveCalls, clock, bus }: Deps) {
  const reported = new Map<string, Reported>()

  function write(one: Reported): void {
    if (one.isWritten) return
    one.isWritten = true
    const { call, user, source, totals } = one
    callHistory.recordQuality({ call, user, source, totals })
  }

  clock.every(WRITE_EVERY_MS, () => {
    for (const [key, one] of reported) {
      write(one)
      // Of a call that is over, or goes on by another connection.
      if (clock.now() - one.reportedAt > 2 * WRITE_EVERY_MS) reported.delete(key)
    }
  })

  bus.on('call.ended', ({ call }) => {
    for (const [key, one] of reported)
      if (one.call === call.id) {
        write(one)
        reported.delete(key)
      }
  })

  function note(call: CallId, user: UserId, source: ConnectionId, report: QualityReport): void {
    const key = `${call} ${source}`
    const now = clock.now()
    // One that was forgotten meanwhile begins anew, and takes the place of nothing.
    const fresh = {
      call,
      user,
      source: `${source} ${now}`,
      totals: NO_QUALITY,
      reportedAt: -Infinity,
      isWritten: true,
    }
    const known = reported.get(key) ?? fresh
    if (now - known.reportedAt < METRICS_EVERY_MS) return
    reported.set(key, {
      ...known,
      totals: withReport(known.totals, report),
      reportedAt: now,
      isWritten: false,
    })
  }

  return {
    /** One a second is counted; more are dropped. @throws CALL_NOT_FOUND, CALL_NOT_ANSWERED, INVALID_REQUEST */
    async report(
      { userId }: Actor,
      id: CallId | undefined,
      source: ConnectionId,
      report: QualityReport,
    ): Promise<void> {
      if (id === undefined) throw new DomainError('INVALID_REQUEST')
      const call = await liveCalls.find(id)
      if (!call) throw new DomainError('CALL_NOT_FOUND')
      requireStep(call, userId, 'report')
      note(id, userId, source, report)
    },

    /** For code of the server, which knows who it speaks of. */
    record: (call: CallId, user: UserId, report: QualityReport): void =>
      note(call, user, `server ${user}`, report),

    /** Of one call, everybody's together; undefined: there is none. */
    async of(call: CallId): Promise<QualityTotals | undefined> {
      for (const one of reported.values()) if (one.call === call) write(one)
      return callHistory.quality(call)
    },
  }
}
