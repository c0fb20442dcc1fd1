import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import type { OutboundOf, PayloadOf } from '@/lib/contracts/kit'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { Millis } from '@/lib/domain/ids'
import { type FigurePoint, type LiveFigures, POINTS_KEPT } from '@/lib/domain/live-figures'

type Outbound = OutboundOf<typeof omegoo, '/admin'>
/** What the namespace `/admin` sends. */
export type AdminEvents = { [E in keyof Outbound]: PayloadOf<Outbound[E]> }

export type Hear = <E extends keyof AdminEvents>(
  event: E,
  listener: (payload: AdminEvents[E]) => void,
) => void

/** What was pushed so far. */
export interface FeedState {
  /** Undefined until the first snapshot; moderators get none. */
  readonly figures: LiveFigures | undefined
  /** The last hour, oldest first. */
  readonly points: readonly FigurePoint[]
  /** When the last figures came, by this device's clock. */
  readonly heardAt: Millis | undefined
  /** Counts reports that came and reports that were decided, so that whoever shows them can ask again. */
  readonly reportNews: number
  /** The newest report that came while looking. */
  readonly newestReport: AdminEvents['admin:report'] | undefined
  /** Counts changes of one's own role. */
  readonly roleNews: number
}

export type FeedStore = StoreApi<FeedState>

const NOTHING: FeedState = {
  figures: undefined,
  points: [],
  heardAt: undefined,
  reportNews: 0,
  newestReport: undefined,
  roleNews: 0,
}

/** Keeps what the namespace pushes. A snapshot replaces everything: after a loss the server knows better. */
export function createFeedStore(hear: Hear, clock: Pick<Clock, 'now'>): FeedStore {
  const store = createStore<FeedState>(() => NOTHING)
  const set = (change: Partial<FeedState>) => store.setState({ ...change, heardAt: clock.now() })
  const patch = (change: Partial<LiveFigures>) => {
    const { figures } = store.getState()
    if (figures) set({ figures: { ...figures, ...change } })
  }

  hear('admin:snapshot', ({ points, ...figures }) => set({ figures, points }))
  hear('admin:live', ({ at: _, ...live }) => patch({ live }))
  hear('admin:pairing', (pairing) => patch({ pairing }))
  hear('admin:messages', (messages) => patch({ messages }))
  hear('admin:sessions', (sessions) => patch({ sessions }))
  hear('admin:trouble', (trouble) => patch({ trouble }))
  hear('admin:point', (point) => {
    const { points } = store.getState()
    set({ points: [...points.filter(({ at }) => at < point.at), point].slice(-POINTS_KEPT) })
  })
  hear('admin:report', (newestReport) =>
    store.setState(({ reportNews }) => ({ newestReport, reportNews: reportNews + 1 })),
  )
  hear('admin:report-reviewed', () => store.setState(({ reportNews }) => ({ reportNews: reportNews + 1 })))
  hear('admin:role', () =>
    store.setState(({ roleNews }) => ({ figures: undefined, points: [], roleNews: roleNews + 1 })),
  )
  return store
}
