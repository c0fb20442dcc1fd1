import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { REPORT_OUTCOMES, type ReportOutcome } from '@/lib/domain/moderation'

/** One's own report as `GET /api/moderation/user-reports` answers it. */
export interface OwnReport {
  readonly reportId: string
  readonly reportType: string
  readonly description: string
  readonly status: string
  readonly createdAt: string
}

export interface Outcome {
  readonly reportId: string
  readonly status: ReportOutcome
}

interface Deps {
  readonly socket: Pick<OmegooSocket, 'on'>
  readonly fetchReports: () => Promise<Result<{ readonly reports: readonly OwnReport[] }>>
  /** What was shown before, as this device keeps it; null: nothing. */
  readonly seen: { readonly read: () => string | null; readonly write: (seen: string) => void }
}

/** Remembered outcomes; more than one person waits for. */
const KEPT = 50

/** What became of one's own reports and was not shown yet: published while connected, or found at the next visit. */
export function createReportOutcomes({ socket, fetchReports, seen }: Deps) {
  const store: StoreApi<{ outcome: Outcome | undefined }> = createStore(() => ({ outcome: undefined }))
  const show = (outcome: Outcome) => {
    if (!parseSeen(seen.read()).includes(keyOf(outcome))) store.setState({ outcome })
  }
  socket.on('report-updated', ({ reportId, status }) => show({ reportId, status }))

  return {
    store,
    /** Looks for what was decided while the app was closed. */
    check: async () => {
      const result = await fetchReports()
      if (!result.ok || store.getState().outcome) return
      const known = parseSeen(seen.read())
      const found = result.data.reports.flatMap(toOutcome).find((outcome) => !known.includes(keyOf(outcome)))
      if (found) show(found)
    },
    /** It was read; it is not shown again on this device. */
    noted: () => {
      const { outcome } = store.getState()
      if (!outcome) return
      const known = parseSeen(seen.read()).filter((key) => key !== keyOf(outcome))
      seen.write(JSON.stringify([...known, keyOf(outcome)].slice(-KEPT)))
      store.setState({ outcome: undefined })
    },
  }
}

const keyOf = ({ reportId, status }: Outcome) => `${reportId} ${status}`

function toOutcome({ reportId, status }: OwnReport): Outcome[] {
  const decided = REPORT_OUTCOMES.find((outcome) => outcome === status)
  return decided ? [{ reportId, status: decided }] : []
}

/** Anything unreadable counts as nothing seen. */
function parseSeen(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  } catch (error) {
    console.debug('What was seen of reports cannot be read.', error)
    return []
  }
}
