import type { Capability } from '@/lib/domain/capabilities'
import type { ConnectionId, UserId } from '@/lib/domain/ids'

/** A person's connection. */
export interface ConnectionRef {
  readonly user: UserId
  readonly connection: ConnectionId
}

/** A connection that says what it is here for. */
export interface DeclaringConnection extends ConnectionRef {
  /**
   * What carries it: namespaces that share one are one connection of the person where presence is counted. It is known from the first
   * declaration. Undefined: nothing else has it.
   */
  readonly transport?: string | undefined
}

/** What a declaration changed. */
export interface Edges {
  /** Capabilities that are new to the connection, and those that it no longer has. */
  readonly added: readonly Capability[]
  readonly removed: readonly Capability[]
  /** Of those added: the ones for which the person had no connection before. */
  readonly arrived: readonly Capability[]
  /** Of those removed: the ones for which the person has no connection any more. To be announced, then `confirmClosed`. */
  readonly departed: readonly Capability[]
}

/** A connection that was its person's last with a capability, or whose person is here with it again. */
export interface CapabilityRef extends ConnectionRef {
  readonly capability: Capability
}

/** Which people have a live connection, on whichever process and for which capability; by person, not by socket. */
export interface Connections {
  /**
   * Declares what a connection is here for from now on, in place of what it declared before; nothing closes it. One atomic step.
   * A connection belongs to one person: declarations of another one are without effect.
   */
  declare(ref: DeclaringConnection, capabilities: readonly Capability[]): Promise<Edges>
  /**
   * Notes that a departure has been announced. What a process does not live to announce is handed to another one by `sweep`.
   *
   * @param isReturnAnnounced - that the person is here again has been announced, too
   * @returns whether the person is here again with the capability, so that it must be announced
   */
  confirmClosed(departure: CapabilityRef, isReturnAnnounced?: boolean): Promise<boolean>
  isHere(user: UserId, capability: Capability): Promise<boolean>
  /** How many connections each of these people has with a capability, in their order; for presence, one for each transport. */
  countsOf(users: readonly UserId[], capability: Capability): Promise<readonly number[]>
  /** What the person is here for, by any of their connections, without what they look at. */
  capabilitiesOf(user: UserId): Promise<ReadonlySet<Capability>>
  /**
   * Removes the connections of processes that died, and takes over what those had yet to announce: at most `limit` connections
   * and announcements. Each goes to one process alone.
   *
   * @returns departures to announce, and people who are here again: this process had been taken for dead, Redis had forgotten
   * them, or another process died before announcing it
   */
  sweep(limit: number): Promise<{ departed: readonly CapabilityRef[]; restored: readonly CapabilityRef[] }>
  /** People with at least one connection for presence, as of a second ago at most. */
  people(): number
}
