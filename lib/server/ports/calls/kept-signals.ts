import type { KeptSignal } from '@/lib/domain/calls/kept-signals'
import type { CallId, UserId } from '@/lib/domain/ids'

/** Signals for people of a call who cannot have them yet: they ring, or are away. Memory only, on purpose. */
export interface KeptSignals {
  /** One more, for `to`; of candidates beyond SIGNALS_KEPT none. */
  keep(call: CallId, to: UserId, signal: KeptSignal): Promise<void>
  /** @returns what is kept for a person, in order, and keeps it no longer */
  take(call: CallId, to: UserId): Promise<readonly KeptSignal[]>
  /** What is kept for a person, in order. */
  peek(call: CallId, to: UserId): Promise<readonly KeptSignal[]>
  forget(call: CallId, people: readonly UserId[]): Promise<void>
}
