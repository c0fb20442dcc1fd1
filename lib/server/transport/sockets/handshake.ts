import type { Contract } from '@/lib/contracts/kit'

/** By contract, what a client said in its handshake; a contract without fields of its own is not there. */
export type Handshake = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * Reads each contract's own fields of a Socket.IO handshake (`auth`). A field that is unknown or malformed is left out: a
 * handshake is refused for its credentials only.
 */
export function createHandshakeReader(contracts: readonly Pick<Contract, 'name' | 'handshake'>[]) {
  return (auth: unknown): Handshake => {
    if (typeof auth !== 'object' || auth === null) return {}
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
