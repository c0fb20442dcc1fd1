import type { ErrorFamily, InboundEvent } from '@/lib/contracts/kit'
import type { Gateway } from '@/lib/server/gateways/kit'

/** One contract's way of taking an event. */
export interface Route {
  readonly contract: string
  readonly row: InboundEvent
  readonly family: ErrorFamily
  readonly handle: (input: never, context: never) => unknown
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
    /** Ways to take an event; where contracts share its name, those that `speaks` come first. */
    find(namespace: string, event: string, speaks: ReadonlySet<string>): readonly Route[] {
      const found = routes.get(`${namespace} ${event}`) ?? []
      if (found.length < 2) return found
      return found.toSorted((a, b) => Number(speaks.has(b.contract)) - Number(speaks.has(a.contract)))
    },
    namespaces: [...new Set(gateways.flatMap(({ contract }) => Object.keys(contract.namespaces)))],
  }
}
