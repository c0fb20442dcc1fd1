import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import { createLadder, FIRST_LINE, type LadderStep, LOST_LINE } from './ladder'
import { type Arrivals, createStallDetector, STALL_POLL_MS } from './stall'

interface RecoveryDeps {
  readonly clock: Clock
  /** Reads the connection of now; never rejects. */
  readonly read: () => Promise<Arrivals>
  /** Whether the connection of now is connected. */
  readonly isConnected: () => boolean
  readonly onStep: (step: LadderStep) => void
  /** The line works: for the first time, or again after so many ms. */
  readonly onUp: (lostMs: Millis) => void
  /** Nothing has arrived long enough to say so. */
  readonly onLost: () => void
}

/** Watches one line and climbs the ladder when nothing arrives. */
export interface Recovery {
  /** The connection failed, or something suggests that a try may succeed: tried at once where the line is not well. */
  readonly hurry: () => void
  /** The network under the connection is another one: a restart pays, however well the line looks. */
  readonly networkChanged: () => void
  /** The connection says that it is up: looked at now, not at the next reading. */
  readonly check: () => void
  /** Whether the line is not well, and something has been tried. */
  readonly isTrying: () => boolean
  readonly stop: () => void
}

/** Several browser events tell of one change. */
const HURRY_APART_MS: Millis = 1_000

export function createRecovery(deps: RecoveryDeps): Recovery {
  const { clock } = deps
  const stall = createStallDetector(clock.now())
  let ladder = createLadder(FIRST_LINE)
  let state: 'first' | 'up' | 'lost' = 'first'
  let isTrying = false
  let stalled: Millis = 0
  let hurriedAt = -Infinity
  let drop = () => {}
  let isStopped = false

  const isWell = () => stalled === 0 && deps.isConnected()
  const take = (step: LadderStep) => {
    if (state === 'up') {
      state = 'lost'
      deps.onLost()
    }
    isTrying = true
    deps.onStep(step)
  }
  const works = (lostMs: Millis) => {
    const isNews = state !== 'up'
    if (state === 'first') ladder = createLadder(LOST_LINE)
    state = 'up'
    isTrying = false
    ladder.reset()
    if (isNews) deps.onUp(lostMs)
  }
  const judge = (waited: Millis) => {
    const before = stalled
    stalled = waited
    if (waited === 0) return works(before)
    const step = ladder.climb(waited)
    if (step) take(step)
  }
  const poll = async () => {
    drop()
    const arrivals = await deps.read()
    if (isStopped) return
    drop()
    drop = clock.later(STALL_POLL_MS, () => void poll())
    judge(stall.read(arrivals, deps.isConnected(), clock.now()))
  }
  const hurry = () => {
    if (isStopped || clock.now() - hurriedAt < HURRY_APART_MS) return
    hurriedAt = clock.now()
    if (isWell()) deps.onStep('restart')
    else take(ladder.hurry())
  }
  drop = clock.later(STALL_POLL_MS, () => void poll())

  return {
    hurry: () => {
      if (!isWell()) hurry()
    },
    networkChanged: hurry,
    check: () => void poll(),
    isTrying: () => isTrying,
    stop() {
      isStopped = true
      drop()
    },
  }
}
