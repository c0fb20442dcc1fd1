import type { Millis } from '@/lib/domain/ids'

/**
 * What is tried when nothing arrives, from cheap to dear.
 * `restart`: new ICE on the same connection · `refresh`: the same with fresh TURN credentials · `renew`: a new connection
 * · `give-up`: the document's end.
 */
export type LadderStep = 'restart' | 'refresh' | 'renew' | 'give-up'

export interface Rung {
  readonly afterMs: Millis
  readonly step: LadderStep
}

/** Of a line that was up. Measured: a restart takes 0.2 to 0.4 s, so each rung has time to work before the next. */
export const LOST_LINE: readonly Rung[] = [
  { afterMs: 1_200, step: 'restart' },
  { afterMs: 3_000, step: 'refresh' },
  { afterMs: 8_000, step: 'renew' },
  { afterMs: 14_000, step: 'refresh' },
  { afterMs: 20_000, step: 'renew' },
  { afterMs: 30_000, step: 'give-up' },
]

/** Of a line that never was up: the partner's side may need a while to begin. */
export const FIRST_LINE: readonly Rung[] = [
  { afterMs: 5_000, step: 'refresh' },
  { afterMs: 12_000, step: 'renew' },
  { afterMs: 20_000, step: 'refresh' },
  { afterMs: 30_000, step: 'give-up' },
]

/** Climbs one ladder: each rung once, until the line is back. */
export function createLadder(rungs: readonly Rung[]) {
  let taken = 0
  return {
    /** The highest rung that is due and was not taken yet; those below it are left out. */
    climb(waitedMs: Millis): LadderStep | undefined {
      const due = rungs.findLastIndex(({ afterMs }) => waitedMs >= afterMs) + 1
      if (due <= taken) return undefined
      taken = due
      return rungs[due - 1]?.step
    },
    /** Something suggests that it may work now: the first rung, before its time. Those above keep theirs. */
    hurry: (): LadderStep => {
      taken = Math.max(taken, 1)
      return rungs[0]?.step ?? 'restart'
    },
    reset: () => {
      taken = 0
    },
  }
}
