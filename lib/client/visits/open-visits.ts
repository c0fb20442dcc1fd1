import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import type { AppParts } from '@/lib/client/app/app-parts'
import { browserClock, type Clock } from '@/lib/client/clock'
import { createSoon, TOGETHER_MS } from '@/lib/client/soon'
import type { Millis } from '@/lib/domain/ids'
import { type VisitRooms, visitRoomsOf } from './visit-rooms'
import { type ListedVisit, type VisitPage, visitsRest } from './visits-rest'

/** A visit that is planned has its time looked at again this late at most. */
const LOOKED_AT_MS: Millis = 60 * 60_000

interface Deps {
  readonly list: () => Promise<Result<VisitPage>>
  readonly news: Pick<VisitRooms['news'], 'subscribe'>
  readonly clock: Clock
}

export type OpenVisits = StoreApi<readonly ListedVisit[]>

/** One's visits that are not over; they are asked for again with every news of them, and when the next one begins. */
export function createOpenVisits({ list, news, clock }: Deps): OpenVisits {
  const store = createStore<readonly ListedVisit[]>(() => [])
  let drop = () => {}
  let turn = 0

  async function load(): Promise<void> {
    const mine = (turn += 1)
    const answer = await list()
    // What one knew holds until something comes.
    if (mine !== turn || !answer.ok) return
    const { visits } = answer.data
    store.setState(visits, true)
    drop()
    const times = visits
      .filter(({ status }) => status === 'coming')
      .map(({ scheduledAt }) => (scheduledAt === null ? Infinity : Date.parse(scheduledAt)))
    const next = Math.min(...times)
    if (Number.isFinite(next))
      drop = clock.later(
        Math.min(Math.max(next - clock.now(), 0) + TOGETHER_MS, LOOKED_AT_MS),
        () => void load(),
      )
  }
  const soon = createSoon(() => void load(), TOGETHER_MS, clock)
  news.subscribe(soon.call)
  void load()
  return store
}

/** Visits that have begun and that somebody else holds, which one has not been in yet. */
export const begunWithoutMe = (visits: readonly ListedVisit[]): number =>
  visits.filter(({ status, isHost, state }) => status === 'now' && !isHost && state === 'invited').length

const made = new WeakMap<AppParts, OpenVisits>()

/** Those of the app's connection, made when a page first asks for them. */
export function openVisitsOf(parts: AppParts): OpenVisits {
  const visits =
    made.get(parts) ??
    createOpenVisits({
      list: visitsRest.open,
      news: visitRoomsOf(parts).news,
      clock: browserClock,
    })
  made.set(parts, visits)
  return visits
}
