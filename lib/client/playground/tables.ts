// First, or the schemas below are compiled while they are made.
import './zod-without-eval'
import { CONTRACTS } from '@/lib/contracts/all'
import type { Namespace, Contract, InboundEvent, OutboundEvent } from '@/lib/contracts/kit'

/** Where one connects: a contract by name, and a namespace of it by address. */
export interface Place {
  readonly contract: string
  readonly namespace: string
}

/** An event that can be sent at a place. */
export interface Sendable {
  readonly name: string
  readonly row: InboundEvent
  readonly contract: Contract
}

/** The contracts that have namespaces, in the order of the reference. */
export const speakable: readonly Contract[] = CONTRACTS.filter(
  ({ namespaces }) => Object.keys(namespaces).length > 0,
)

export function firstPlace(): Place {
  const [contract] = speakable
  return { contract: contract?.name ?? '', namespace: firstNamespace(contract) }
}

export function firstNamespace(contract: Contract | undefined): string {
  return Object.keys(contract?.namespaces ?? {})[0] ?? '/'
}

export function contractNamed(name: string): Contract | undefined {
  return speakable.find((contract) => contract.name === name)
}

function channelAt({ contract, namespace }: Place): Namespace | undefined {
  return contractNamed(contract)?.namespaces[namespace]
}

/** The place's events whose name or summary has the query, in any case; all of them without one. */
export function sendableAt(place: Place, query = ''): readonly Sendable[] {
  const contract = contractNamed(place.contract)
  if (!contract) return []
  const wanted = query.trim().toLowerCase()
  return Object.entries(channelAt(place)?.inbound ?? {})
    .map(([name, row]) => ({ name, row, contract }))
    .filter(({ name, row }) => `${name}\n${row.summary}`.toLowerCase().includes(wanted))
}

export function sentRow(place: Place, event: string): InboundEvent | undefined {
  return channelAt(place)?.inbound[event]
}

/**
 * What the contract says of an event that was heard. A connection may speak several contracts, so the others at the
 * same address count too, after the place's own.
 */
export function heardRow(place: Place, event: string): OutboundEvent | undefined {
  const own = channelAt(place)?.outbound[event]
  if (own) return own
  const others = speakable.map(({ namespaces }) => namespaces[place.namespace]?.outbound[event])
  return others.find((row) => row !== undefined)
}
