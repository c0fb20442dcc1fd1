import { DomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'
import type { SocketCounters, ClosingReason } from './socket-counters'

/** How many sockets one address may have. */
export interface AddressLimits {
  /** Altogether. */
  readonly perAddress: number
  /** Of those, how many of which nobody knows whose they are. */
  readonly unauthenticated: number
}

/** A socket's place among those of its address. */
export interface Place {
  /** It is known whose it is. */
  identified(): void
  /** It is gone; once or more often. */
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
}

const MINUTE: Millis = 60_000
/** How often all sockets of an address may be opened anew in a minute: those of a school come back twice, and once more. */
const OPENINGS_A_MINUTE = 3
/** Credentials of a handshake that nobody has found good by then count for nothing. */
const CLAIM_MS: Millis = 3_000
/** Those who say nothing are gone by then, or soon. */
const RETRY_AFTER_S = 5

/** How one is refused whose address has no room: with a status, so that the client tries again by itself. */
export const tooManySockets = () => new DomainError('TOO_MANY_CONNECTIONS', { retryAfter: RETRY_AFTER_S })

/**
 * Counts the sockets of each address in this process, in constant work, before anything is made of a handshake.
 * Over all wires, and a polling session is a socket too.
 */
export function createAddressGate({ limits, clock, counters }: Deps) {
  const addresses = new Map<string, Address>()
  let unauthenticated = 0
  clock.every(MINUTE, () => {
    for (const [address, { open, since }] of addresses)
      if (open === 0 && clock.now() - since >= MINUTE) addresses.delete(address)
  })

  function known(address: string): Address {
    const now = clock.now()
    const found = addresses.get(address) ?? { open: 0, unauthenticated: 0, opened: 0, since: now }
    if (now - found.since >= MINUTE) Object.assign(found, { opened: 0, since: now })
    addresses.set(address, found)
    return found
  }

  function faultOf({ open, unauthenticated, opened }: Address, claims: boolean): ClosingReason | undefined {
    if (open >= limits.perAddress) return 'address'
    if (unauthenticated >= limits.unauthenticated && !claims) return 'unauthenticated'
    return opened >= limits.perAddress * OPENINGS_A_MINUTE ? 'pace' : undefined
  }

  return {
    /** Sockets, of any address, of which nobody knows whose they are; handshakes under way are among them. */
    unauthenticated: () => unauthenticated,
    /**
     * @param claims - the handshake itself brings credentials: it needs no room among those of nobody, who could keep it out
     * @returns undefined when the address has no room: to be answered 429, so that the client tries again
     */
    enter(address: string, claims = false): Place | undefined {
      const its = known(address)
      const fault = faultOf(its, claims)
      if (fault) {
        counters.count('refused', fault)
        return undefined
      }
      let [isOpen, isUnknown] = [true, false]
      its.open += 1
      its.opened += 1
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
          if (isOpen) its.open -= 1
          isOpen = false
        },
      }
    },
  }
}

export type AddressGate = ReturnType<typeof createAddressGate>
