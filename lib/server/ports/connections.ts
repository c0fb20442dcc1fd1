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
  /** @returns whether it was the person's last one */
  close(user: UserId, connection: ConnectionId): Promise<boolean>
  isHere(user: UserId): Promise<boolean>
  /**
   * Takes out the connections of processes that died, at most `limit`; each is taken out by one process alone.
   *
   * @returns whose last connection that was, and who is here again because this process had been taken for dead
   */
  sweep(limit: number): Promise<{ gone: readonly Seat[]; back: readonly Seat[] }>
  /** People with at least one connection, as of a second ago at most. */
  people(): number
}
