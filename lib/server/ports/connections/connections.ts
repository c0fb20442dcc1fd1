import type { ConnectionId, UserId } from '@/lib/domain/ids'

/** A person's connection. */
export interface Seat {
  readonly user: UserId
  readonly connection: ConnectionId
}

/** Which people have a live connection, on whichever process; by person, not by socket. */
export interface Connections {
  /** @returns whether the person had none before */
  open(user: UserId, connection: ConnectionId): Promise<boolean>
  /** @returns whether it was the person's last one; that is to be announced, and then `left` */
  close(user: UserId, connection: ConnectionId): Promise<boolean>
  /**
   * The end of somebody's last connection has been announced; what a process does not live to announce is taken over by `sweep`.
   *
   * @param anyway - it has been announced, too, that they are here again
   * @returns whether they are, so that it must be
   */
  left(seat: Seat, anyway?: boolean): Promise<boolean>
  isHere(user: UserId): Promise<boolean>
  /**
   * Takes out the connections of processes that died, and what they had yet to announce, at most `limit`; each is taken out by
   * one process alone.
   *
   * @returns whose last connection that was, and who is here again: this process had been taken for dead, or another one died
   * before saying so
   */
  sweep(limit: number): Promise<{ gone: readonly Seat[]; back: readonly Seat[] }>
  /** People with at least one connection, as of a second ago at most. */
  people(): number
}
