import type { SessionId } from '@/lib/domain/ids'
import type { Relayed, MediaSignal, Signalling } from '@/lib/domain/media/signalling'

/** What is remembered of the signalling of live sessions; memory only, on purpose. */
export interface SignallingStore {
  /**
   * Changes what is remembered by a rule, in one atomic step. The rule is pure and may run again, when another change came between.
   *
   * @returns what the rule gives to be relayed
   */
  change(session: SessionId, rule: (before: Signalling) => Relayed): Promise<readonly MediaSignal[]>
  forget(session: SessionId): Promise<void>
}
