import type { Contract } from '@/lib/contracts/kit'
import type { Capability } from '@/lib/domain/capabilities'
import type { Handshake } from './handshake'

type Spoken = Pick<Contract, 'name' | 'fromHandshake' | 'capabilities' | 'abilities'>

/**
 * The contracts that one connection speaks, and what it is here for by them. A connection that authenticated in the
 * handshake speaks some from the start; using an event of a contract's own makes it speak that one too. Once it has used one,
 * it is here only for those that it uses: a socket of the help desk is not here for random sessions.
 *
 * @see contracts, section 1 "Who hears what"
 */
export function createContractUse(contracts: readonly Spoken[], handshake: Handshake) {
  const speaks = new Set<string>()
  const used = new Set<string>()
  let declared = ''
  /** Most events use what was used before, and cost nothing here. */
  let isChanged = false

  function capabilities(): readonly Capability[] {
    const here = used.size > 0 ? used : speaks
    const all = contracts.filter(({ name }) => here.has(name)).flatMap(capabilitiesIn)
    return [...new Set(all)]
  }

  function capabilitiesIn({ name, capabilities: own, abilities = {} }: Spoken): readonly Capability[] {
    const { can } = handshake[name] ?? {}
    const words = Array.isArray(can) ? can.filter((word) => typeof word === 'string') : []
    return [
      ...own,
      ...words.flatMap((word) => (Object.hasOwn(abilities, word) ? (abilities[word] ?? []) : [])),
    ]
  }

  return {
    /** Names of the contracts whose frames the connection is sent. */
    speaks: speaks as ReadonlySet<string>,
    /** Those of which it used an event that no other contract has, the last one at the end. */
    used: used as ReadonlySet<string>,
    /** The handshake proved whose it is. */
    admit(): void {
      isChanged = true
      for (const { name, fromHandshake } of contracts) if (fromHandshake) speaks.add(name)
    },
    /** An event of a contract's own came. */
    use(contract: string): void {
      if (!used.has(contract)) isChanged = true
      speaks.add(contract)
      used.delete(contract)
      used.add(contract)
    },
    /** What the connection is here for; undefined where that is as it was when last asked. */
    changedCapabilities(): readonly Capability[] | undefined {
      if (!isChanged) return undefined
      isChanged = false
      const now = capabilities()
      const key = now.join(' ')
      if (key === declared) return undefined
      declared = key
      return now
    },
  }
}
