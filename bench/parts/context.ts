import type { Contender } from '../contenders/contender'
import type { Talker } from '../contenders/omegoo'
import type { Options } from '../options'

/** What every part of the measurements is given. */
export interface Context {
  readonly options: Options
  /** This product as `npm start` runs it: one process, nothing beside it. */
  readonly embedded: Contender<Talker>
  /** The same, with time running faster. */
  readonly hurried: Contender<Talker>
  /** This product as so many processes on PostgreSQL and Redis; the engines are started by the first use. */
  cluster(processes: number): Promise<Contender<Talker>>
  /** This product as one process on PostgreSQL. */
  onPostgres(): Promise<Contender<Talker>>
  /** @throws Refusal where Redis is not installed */
  redisUrl(): Promise<string>
  readonly say: (line: string) => void
}

/** A B B A: what changes on the machine meanwhile meets all alike. */
export const inTurn = <T>(items: readonly T[], round: number): readonly T[] =>
  round % 2 === 0 ? items : items.toReversed()
