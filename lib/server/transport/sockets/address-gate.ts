import { rangeOf } from '@/lib/domain/address-range'
import { DomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'
import type { SocketCounters, ClosingReason } from './socket-counters'

/** How many sockets one address may have. */
export interface AddressLimits {
  /** Altogether. */
  readonly perAddress: number
  /** Likewise of a range of addresses. */
  readonly perRange: number
  /** Of those, how many may be unauthenticated. */
  readonly unauthenticated: number
}

/** A socket's slot among those of its address. */
export interface AddressSlot {
  /** The socket has authenticated. */
  identified(): void
  /** The socket has closed; may be called more than once. */
  leave(): void
}

interface Address {
  open: number
  unauthenticated: number
  /** Sockets opened since `since`. */
  opened: number
  since: Millis
}

interface Deps {
  readonly limits: AddressLimits
  readonly clock: Clock
  readonly counters: SocketCounters
  /** A range was refused: somebody has many addresses. */
  readonly onFlood: () => void
}

const MINUTE: Millis = 60_000
/** How often all sockets of an address may be opened anew in a minute: those of a school come back twice, and once more. */
const OPENINGS_A_MINUTE = 3
/** Credentials of a handshake count for nothing unless they were verified by then. */
const CLAIM_MS: Millis = 3_000
/** Sockets that never authenticate have been closed by then, or soon are. */
const RETRY_AFTER_S = 5

/** The refusal of a socket whose address has no room: with a status, so that clients retry. */
export const tooManySockets = () => new DomainError('TOO_MANY_CONNECTIONS', { retryAfter: RETRY_AFTER_S })

/**
 * Counts the sockets of each address, and of each range of them, in this process, in constant work, before anything is made of a handshake.
 * Over all transports; a polling session is a socket too.
 */
export function createAddressGate({ limits, clock, counters, onFlood }: Deps) {
  const addresses = new Map<string, Address>()
  const ranges = new Map<string, Address>()
  let unauthenticated = 0
  clock.every(MINUTE, () => {
    for (const counted of [addresses, ranges])
      for (const [name, { open, since }] of counted)
        if (open === 0 && clock.now() - since >= MINUTE) counted.delete(name)
  })

  function known(counted: Map<string, Address>, name: string): Address {
    const now = clock.now()
    const found = counted.get(name) ?? { open: 0, unauthenticated: 0, opened: 0, since: now }
    if (now - found.since >= MINUTE) Object.assign(found, { opened: 0, since: now })
    counted.set(name, found)
    return found
  }

  function faultOf(its: Address, range: Address, claims: boolean): ClosingReason | undefined {
    const { open, unauthenticated, opened } = its
    if (open >= limits.perAddress) return 'address'
    if (unauthenticated >= limits.unauthenticated && !claims) return 'unauthenticated'
    if (opened >= limits.perAddress * OPENINGS_A_MINUTE) return 'pace'
    const isFull = range.open >= limits.perRange || range.opened >= limits.perRange * OPENINGS_A_MINUTE
    return isFull ? 'range' : undefined
  }

  return {
    /** Unauthenticated sockets of all addresses, handshakes under way among them. */
    unauthenticated: () => unauthenticated,
    /**
     * @param claims - the handshake itself brings credentials: it needs no room among unauthenticated sockets, which could keep it out
     * @returns undefined when the address has no room: to be answered 429, so that the client tries again
     */
    enter(address: string, claims = false): AddressSlot | undefined {
      const its = known(addresses, address)
      const range = known(ranges, rangeOf(address))
      const fault = faultOf(its, range, claims)
      if (fault) {
        counters.count('refused', fault)
        if (fault === 'range') onFlood()
        return undefined
      }
      let [isOpen, isUnknown] = [true, false]
      for (const counted of [its, range]) {
        counted.open += 1
        counted.opened += 1
      }
      const countUnknown = () => {
        isUnknown = true
        its.unauthenticated += 1
        unauthenticated += 1
      }
      const callOff = claims ? clock.after(CLAIM_MS, countUnknown) : countUnknown()
      const identified = () => {
        callOff?.()
        if (!isUnknown) return
        its.unauthenticated -= 1
        unauthenticated -= 1
        isUnknown = false
      }
      return {
        identified,
        leave() {
          identified()
          if (isOpen) for (const counted of [its, range]) counted.open -= 1
          isOpen = false
        },
      }
    },
  }
}

export type AddressGate = ReturnType<typeof createAddressGate>
