import type { ConnectionId, UserId } from '@/lib/domain/ids'

/** Which people have a live connection; by person, not by socket. */
export interface Connections {
  /** @returns whether the person had none before */
  open(user: UserId, connection: ConnectionId): Promise<boolean>
  /** @returns whether it was the person's last one */
  close(user: UserId, connection: ConnectionId): Promise<boolean>
  isHere(user: UserId): Promise<boolean>
  /** People with at least one connection. */
  people(): number
}
