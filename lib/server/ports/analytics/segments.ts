import type { UserId } from '@/lib/domain/ids'
import type { Segment } from '@/lib/domain/segments'

/** What administrators narrow figures by, each for themselves. They go with the account. */
export interface Segments {
  /** By name. */
  of(user: UserId): Promise<readonly Segment[]>
  /**
   * Saves one; the person's own of the same name is replaced and keeps its id.
   *
   * @returns as it is kept; `full`: the person has as many as are allowed, `absent`: the account has gone
   */
  save(user: UserId, segment: Segment): Promise<Segment | 'full' | 'absent'>
  /** @returns whether the person had it */
  remove(user: UserId, id: string): Promise<boolean>
}
