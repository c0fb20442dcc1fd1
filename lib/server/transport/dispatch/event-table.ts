import type { ErrorFamily, InboundEvent } from '@/lib/contracts/kit'
import type { Gateway } from '@/lib/server/gateways/kit'

/** How one contract handles an event. */
export interface Route {
  readonly contract: string
  readonly row: InboundEvent
  readonly family: ErrorFamily
  readonly handle: (input: never, context: never) => unknown
}

/** Of a connection, what decides in which contract an event is meant. */
interface Speaker {
  readonly namespace: string
  readonly speaks: ReadonlySet<string>
  readonly used: ReadonlySet<string>
}

/** The inbound events of all contracts, by namespace and name. Contracts may share a name. */
export function createEventTable(gateways: readonly Gateway[]) {
  const routes = new Map<string, Route[]>()
  for (const { contract, inbound } of gateways) {
    for (const [namespace, { inbound: rows }] of Object.entries(contract.namespaces)) {
      for (const [event, row] of Object.entries(rows)) {
        const handle = inbound[namespace]?.[event]
        const family = contract.families[row.family]
        if (!handle || !family)
          throw new Error(`${contract.name}: ${namespace} ${event} has no handler or error family`)
        const key = `${namespace} ${event}`
        routes.set(key, [...(routes.get(key) ?? []), { contract: contract.name, row, family, handle }])
      }
    }
  }

  return {
    /**
     * The contracts that have an event. Where several share its name, they come in the order in which they are tried: the one
     * that the connection used last by a name of its own, those used before it, then those of its handshake.
     *
     * @see contracts, section 1 "Who hears what"
     */
    find(event: string, { namespace, speaks, used }: Speaker): readonly Route[] {
      const found = routes.get(`${namespace} ${event}`) ?? []
      if (found.length < 2) return found
      const order = [
        ...new Set([...[...used].toReversed(), ...speaks, ...found.map(({ contract }) => contract)]),
      ]
      return found.toSorted((a, b) => order.indexOf(a.contract) - order.indexOf(b.contract))
    },
    namespaces: [...new Set(gateways.flatMap(({ contract }) => Object.keys(contract.namespaces)))],
  }
}
