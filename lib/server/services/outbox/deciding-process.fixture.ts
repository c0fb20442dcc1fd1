/**
 * A process to kill: decides reports one after the other, prints each decision once it is saved, and relays what became of it to
 * a receiver by HTTP. With `writes: false` it only relays, and prints `empty` once nothing waits any more.
 */
import { randomUUID } from 'node:crypto'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { createSystemClock } from '@/lib/server/adapters/system/clock'
import { createOutboxRelay } from './relay'
import { newReport } from '@/lib/server/ports/moderation/new-report.fixture'

export interface ProcessSettings {
  /** Undefined: the embedded database in `dataDir`. */
  readonly url: string | undefined
  readonly dataDir: string
  readonly receiver: string
  readonly writes: boolean
}

/** More than are decided until the process is killed; without an end the relays would be left behind. */
const REPORTS = 60

const { receiver, writes, ...where } = JSON.parse(process.argv[2] ?? '') as ProcessSettings
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const database = await openDatabase({
  ...where,
  log: quiet,
  seal: createAuditSeal('a secret of the fixture, long enough'),
})
const clock = createSystemClock((error) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
const { reports, reportQueue, outboxStore } = database

const timing = { leaseMs: 1_000, deliverWithinMs: 500 }
createOutboxRelay({ outboxStore, clock, log: quiet, timing }).consume(
  'report-outcome',
  async ({ id, payload }, signal) => {
    const answer = await fetch(receiver, { method: 'POST', body: JSON.stringify({ id, ...payload }), signal })
    if (!answer.ok) throw new Error(`The receiver answers ${answer.status}`)
  },
)

async function decideOne(): Promise<void> {
  const at = clock.now()
  const draft = newReport(randomUUID(), randomUUID(), at)
  const { id } = draft
  await reports.submit(draft)
  const audit = { tenantId: DEFAULT_TENANT, actorId: null, targetId: id, details: {}, at }
  for (const outcome of ['reviewed', 'resolved'] as const) {
    await reportQueue.review(DEFAULT_TENANT, id, outcome, { ...audit, action: 'report.reviewed' })
    process.stdout.write(`${id} ${outcome}\n`)
  }
}

if (writes) {
  for (let n = 0; n < REPORTS; n += 1) await decideOne()
} else {
  setInterval(() => undefined, 60_000) // the clock's timers keep no process alive
  clock.every(100, async () => {
    const depths = await outboxStore.depths()
    if (!depths.some(({ state }) => state === 'waiting')) process.stdout.write('empty\n')
  })
}
