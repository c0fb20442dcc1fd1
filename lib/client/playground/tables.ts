// First, or the schemas below are compiled while they are made.
import './zod-without-eval'
import { CONTRACTS } from '@/lib/contracts/all'
import type { Namespace, Contract, InboundEvent, OutboundEvent } from '@/lib/contracts/kit'

/** Where one connects: a contract by name, and a namespace of it by address. */
export interface Endpoint {
  readonly contract: string
  readonly namespace: string
}

/** An event that can be sent at an endpoint. */
export interface Sendable {
  readonly name: string
  readonly row: InboundEvent
  readonly contract: Contract
}

/** The contracts that have namespaces, in the order of the reference. */
export const speakable: readonly Contract[] = CONTRACTS.filter(
  ({ namespaces }) => Object.keys(namespaces).length > 0,
)

export function firstEndpoint(): Endpoint {
  const [contract] = speakable
  return { contract: contract?.name ?? '', namespace: firstNamespace(contract) }
}

export function firstNamespace(contract: Contract | undefined): string {
  return Object.keys(contract?.namespaces ?? {})[0] ?? '/'
}

export function contractNamed(name: string): Contract | undefined {
  return speakable.find((contract) => contract.name === name)
}

function namespaceAt({ contract, namespace }: Endpoint): Namespace | undefined {
  return contractNamed(contract)?.namespaces[namespace]
}

/** The endpoint's events whose name or summary has the query, in any case; all of them without one. */
export function sendableAt(endpoint: Endpoint, query = ''): readonly Sendable[] {
  const contract = contractNamed(endpoint.contract)
  if (!contract) return []
  const wanted = query.trim().toLowerCase()
  return Object.entries(namespaceAt(endpoint)?.inbound ?? {})
    .map(([name, row]) => ({ name, row, contract }))
    .filter(({ name, row }) => `${name}\n${row.summary}`.toLowerCase().includes(wanted))
}

export function sentRow(endpoint: Endpoint, event: string): InboundEvent | undefined {
  return namespaceAt(endpoint)?.inbound[event]
}

/**
 * What the contract says of an event that was received. A connection may speak several contracts, so the others at the
 * same address count too, after the endpoint's own.
 */
export function receivedRow(endpoint: Endpoint, event: string): OutboundEvent | undefined {
  const own = namespaceAt(endpoint)?.outbound[event]
  if (own) return own
  const others = speakable.map(({ namespaces }) => namespaces[endpoint.namespace]?.outbound[event])
  return others.find((row) => row !== undefined)
}
