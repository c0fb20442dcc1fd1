import type { Contract } from '@/lib/contracts/kit'
import type { Gateway } from '@/lib/server/gateways/kit'
import type { ResumePoints } from '@/lib/server/ports/connections/log-source'

/** By contract, the fields of a client's handshake; a contract without fields of its own is left out. */
export type Handshake = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * Reads each contract's own fields of a Socket.IO handshake (`auth`). A field that is unknown or malformed is left out: a
 * handshake is refused for its credentials only.
 */
export function createHandshakeReader(contracts: readonly Pick<Contract, 'name' | 'handshake'>[]) {
  const names = new Set(contracts.flatMap(({ handshake }) => Object.keys(handshake?.shape ?? {})))
  // Most clients send a token and nothing else; one object does for all of them.
  const withoutFields: Handshake = Object.fromEntries(
    contracts.flatMap(({ name, handshake }) => (handshake ? [[name, {}]] : [])),
  )
  return (auth: unknown): Handshake => {
    if (typeof auth !== 'object' || auth === null) return {}
    if (!Object.keys(auth).some((name) => names.has(name))) return withoutFields
    const given = auth as Readonly<Record<string, unknown>>
    const fieldsOf = ({ handshake }: Pick<Contract, 'handshake'>) =>
      Object.entries(handshake?.shape ?? {}).flatMap(([name, schema]) => {
        const parsed = Object.hasOwn(given, name) ? schema.safeParse(given[name]) : undefined
        return parsed?.success ? [[name, parsed.data] as const] : []
      })
    return Object.fromEntries(
      contracts.flatMap((contract) =>
        contract.handshake ? [[contract.name, Object.fromEntries(fieldsOf(contract))]] : [],
      ),
    )
  }
}

/** A client's position in each of its logs, from its fields for each contract. */
export function createResumePoints(gateways: readonly Pick<Gateway, 'contract' | 'resumePoints'>[]) {
  return (handshake: Handshake): ResumePoints =>
    new Map(
      gateways.flatMap(({ contract, resumePoints }) => [
        ...(resumePoints?.((handshake[contract.name] ?? {}) as never) ?? []),
      ]),
    )
}
