import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppealNews } from '@/lib/client/account/appeal'
import type { Result } from '@/lib/client/api'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

/** What moderators told a person, as `GET /api/moderation/standing` answers it. */
export interface Standing {
  readonly warnings: readonly {
    readonly warningId: string
    readonly text: string
    readonly createdAt: string
    readonly seen: boolean
  }[]
  readonly appeal: (AppealNews & { readonly decidedAt: string | null }) | null
  readonly pausedUntil: string | null
}

/** What is to be shown now; null: nothing of that kind. */
export interface StandingNews {
  /** Texts of warnings that were not confirmed, newest first. */
  readonly warnings: readonly string[]
  /** The answer of the moderator who lifted a ban; empty: without words. */
  readonly lifted: string | null
  readonly pausedUntil: string | null
}

interface Deps {
  readonly socket: Pick<OmegooSocket, 'on'>
  readonly fetchStanding: () => Promise<Result<Standing>>
  readonly confirm: () => Promise<Result<unknown>>
  /** Which answer was shown before, as this device keeps it. */
  readonly seen: { readonly read: () => string | null; readonly write: (seen: string) => void }
}

const NOTHING: StandingNews = { warnings: [], lifted: null, pausedUntil: null }

/** What moderators told the person and was not confirmed yet; asked for at the start, and whenever they are told something. */
export function createStandingNews({ socket, fetchStanding, confirm, seen }: Deps) {
  const store: StoreApi<StandingNews> = createStore(() => NOTHING)
  let decidedAt: string | null = null

  async function check(): Promise<void> {
    const result = await fetchStanding()
    if (!result.ok) return
    const { warnings, appeal, pausedUntil } = result.data
    decidedAt = appeal?.decidedAt ?? null
    const isNew = appeal?.status === 'lifted' && decidedAt !== seen.read()
    store.setState({
      warnings: warnings.filter((one) => !one.seen).map(({ text }) => text),
      lifted: isNew ? (appeal.answer ?? '') : null,
      pausedUntil,
    })
  }
  socket.on('moderation-alert', ({ sessionId, conversationId }) => {
    if (sessionId === undefined && conversationId === undefined) void check()
  })

  return {
    store,
    check,
    /** The warnings were read. They stay when the server did not learn it. */
    confirmWarnings: async () => {
      if ((await confirm()).ok) store.setState({ warnings: [] })
    },
    /** The answer was read; it is not shown again on this device. */
    noted: () => {
      if (decidedAt !== null) seen.write(decidedAt)
      store.setState({ lifted: null })
    },
    /** The pause is over. */
    resumed: () => store.setState({ pausedUntil: null }),
  }
}
