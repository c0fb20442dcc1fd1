import { Cron } from 'croner'
import { retentionLimits } from '@/lib/domain/retention'
import type { Log } from './log'
import type { Retention } from './ports/sessions/history'
import type { Clock } from './ports/system'

/** Every night at a quiet hour, server time. */
const NIGHTLY = '17 3 * * *'

/** Deletes what has outlived its time, every night. @returns how to stop */
export function startRetention(retention: Retention, clock: Clock, log: Log): () => void {
  const job = new Cron(NIGHTLY, { protect: true, unref: true }, () => enforceRetention(retention, clock, log))
  return () => job.stop()
}

/** One run of the nightly job; also by hand (`npm run retention`). */
export async function enforceRetention(
  retention: Retention,
  clock: Pick<Clock, 'now'>,
  log: Log,
): Promise<void> {
  try {
    const deleted = await retention.purge(retentionLimits(clock.now()))
    log.info({ deleted }, 'deleted what has outlived its time')
  } catch (error) {
    log.error({ err: error }, 'deleting what has outlived its time failed')
  }
}
