import { Cron } from 'croner'
import { retentionLimits } from '@/lib/domain/retention'
import type { Log } from './log'
import type { Retention } from './ports/sessions/history'
import type { Clock } from './ports/system'
import type { Services } from './core'

/** Every night at a quiet hour, server time. */
const NIGHTLY = '17 3 * * *'

/** Uploads that were not completed, files that nobody attached, or whose conversation or account has gone. */
const HOURLY = '41 * * * *'
/** Of some hundred files each; the rest has the next hour. */
const SWEEPS = 50

interface Deps {
  readonly retention: Retention
  readonly files: Pick<Services['files'], 'sweep'>
  readonly fileParts: Pick<Services['fileParts'], 'sweep'>
  readonly clock: Clock
  readonly log: Log
}

/** Deletes what has outlived its time, every night, and files that are not needed any more, every hour. @returns how to stop */
export function startRetention({ retention, files, fileParts, clock, log }: Deps): () => void {
  const quietly = { protect: true, unref: true }
  const jobs = [
    new Cron(NIGHTLY, quietly, () => enforceRetention(retention, clock, log)),
    new Cron(HOURLY, quietly, async () => {
      await sweepFiles(fileParts, log)
      await sweepFiles(files, log)
    }),
  ]
  return () => {
    for (const job of jobs) job.stop()
  }
}

async function sweepFiles(files: Deps['files'], log: Log): Promise<void> {
  try {
    for (let times = 0; times < SWEEPS; times++) if ((await files.sweep()) === 0) return
  } catch (error) {
    log.error({ err: error }, 'deleting files that are not needed failed')
  }
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
