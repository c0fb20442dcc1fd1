import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import type { Received, Subscribe } from '@/lib/client/realtime/contract-socket'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { Millis } from '@/lib/domain/ids'
import { type FigurePoint, type LiveFigures, POINTS_KEPT } from '@/lib/domain/live-figures'

/** What the namespace `/admin` publishes. */
export type AdminEvents = Received<typeof omegoo, '/admin'>
export type SubscribeToAdmin = Subscribe<typeof omegoo, '/admin'>

/** What was pushed so far. */
export interface FeedState {
  /** Undefined until the first snapshot; moderators get none. */
  readonly figures: LiveFigures | undefined
  /** The last hour, oldest first. */
  readonly points: readonly FigurePoint[]
  /** When the last figures came, by this device's clock. */
  readonly receivedAt: Millis | undefined
  /** Counts reports that came and reports that were decided, so that their screens can ask again. */
  readonly reportNews: number
  /** The newest report that came while looking. */
  readonly newestReport: AdminEvents['admin:report'] | undefined
  /** Counts alerts that were raised, became worse, or are over. */
  readonly alertNews: number
  /** Counts cases that moderators took or gave back; not that they go on holding one. */
  readonly claimNews: number
  /** Of those, the ones that were given back. */
  readonly releaseNews: number
  /** Counts appeals that came and appeals that were decided. */
  readonly appealNews: number
  /** Counts changes of orders, refunds and spending. */
  readonly revenueNews: number
  /** Counts changes of where people come from, and of what they do. */
  readonly acquisitionNews: number
  readonly engagementNews: number
  /** Counts changes of one's own role. */
  readonly roleNews: number
}

export type FeedStore = StoreApi<FeedState>

const NOTHING: FeedState = {
  figures: undefined,
  points: [],
  receivedAt: undefined,
  reportNews: 0,
  newestReport: undefined,
  alertNews: 0,
  claimNews: 0,
  releaseNews: 0,
  appealNews: 0,
  revenueNews: 0,
  acquisitionNews: 0,
  engagementNews: 0,
  roleNews: 0,
}

/** Keeps what the namespace pushes. A snapshot replaces everything: after a loss the server knows better. */
export function createFeedStore(on: SubscribeToAdmin, clock: Pick<Clock, 'now'>): FeedStore {
  const store = createStore<FeedState>(() => NOTHING)
  const set = (change: Partial<FeedState>) => store.setState({ ...change, receivedAt: clock.now() })
  const patch = (change: Partial<LiveFigures>) => {
    const { figures } = store.getState()
    if (figures) set({ figures: { ...figures, ...change } })
  }

  on('admin:snapshot', ({ points, ...figures }) => set({ figures, points }))
  on('admin:live', ({ at: _, ...live }) => patch({ live }))
  on('admin:kinds', (kinds) => patch({ kinds }))
  on('admin:pairing', (pairing) => patch({ pairing }))
  on('admin:messages', (messages) => patch({ messages }))
  on('admin:sessions', (sessions) => patch({ sessions }))
  on('admin:trouble', (trouble) => patch({ trouble }))
  on('admin:point', (point) => {
    const { points } = store.getState()
    set({ points: [...points.filter(({ at }) => at < point.at), point].slice(-POINTS_KEPT) })
  })
  on('admin:report', (newestReport) =>
    store.setState(({ reportNews }) => ({ newestReport, reportNews: reportNews + 1 })),
  )
  on('admin:report-reviewed', () => store.setState(({ reportNews }) => ({ reportNews: reportNews + 1 })))
  on('admin:alert', () => store.setState(({ alertNews }) => ({ alertNews: alertNews + 1 })))
  const holders = new Map<string, string | undefined>()
  on('admin:case-claimed', ({ caseId, claim }) => {
    if (claim && holders.get(caseId) === claim.moderatorId) return
    holders.set(caseId, claim?.moderatorId)
    store.setState(({ claimNews, releaseNews }) => ({
      claimNews: claimNews + 1,
      releaseNews: releaseNews + (claim ? 0 : 1),
    }))
  })
  for (const event of ['admin:appeal', 'admin:appeal-decided'] as const)
    on(event, () => store.setState(({ appealNews }) => ({ appealNews: appealNews + 1 })))
  on('admin:revenue', () => store.setState(({ revenueNews }) => ({ revenueNews: revenueNews + 1 })))
  on('admin:acquisition', () =>
    store.setState(({ acquisitionNews }) => ({ acquisitionNews: acquisitionNews + 1 })),
  )
  on('admin:engagement', () =>
    store.setState(({ engagementNews }) => ({ engagementNews: engagementNews + 1 })),
  )
  on('admin:role', () =>
    store.setState(({ roleNews }) => ({ figures: undefined, points: [], roleNews: roleNews + 1 })),
  )
  return store
}
