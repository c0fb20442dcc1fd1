import type { Contract } from '@/lib/contracts/kit'
import { callOfLine } from '@/lib/domain/calls/lines'
import { type Capability, viewingOf } from '@/lib/domain/capabilities'
import type { ConversationId } from '@/lib/domain/ids'
import type { Handshake } from './handshake'

/** Conversations that one connection has open at a time. */
const MAX_VIEWS = 50

type Spoken = Pick<Contract, 'name' | 'fromHandshake' | 'capabilities' | 'abilities'>

/** The contracts that have a namespace, each with what a connection of that namespace is here for. */
export function spokenOn(contracts: readonly (Spoken & Pick<Contract, 'namespaces'>)[], namespace: string) {
  return contracts.flatMap(({ namespaces, ...contract }): Spoken[] => {
    const own = namespaces[namespace]
    return own ? [{ ...contract, capabilities: own.capabilities ?? contract.capabilities }] : []
  })
}

const isLine = (viewed: ConversationId) => callOfLine(viewed) !== undefined

/**
 * The contracts that one connection speaks, and what it is here for by them. A connection that authenticated in the
 * handshake speaks some from the start; using an event of a contract's own makes it speak that one too. Once it has used one,
 * it is here only for those that it uses: a socket of the help desk is not here for random sessions.
 *
 * @see contracts, section 1 "Who hears what"
 */
export class ContractUse {
  private readonly spoken = new Set<string>()
  private readonly usedByName = new Set<string>()
  private declared = ''
  /** Conversations that are open before the person, the one opened last at the end. */
  private readonly views = new Set<ConversationId>()
  private isActive = true
  /** Most events use what was used before, and cost nothing here. */
  private isChanged = false

  constructor(
    private readonly contracts: readonly Spoken[],
    private readonly handshake: Handshake,
  ) {}

  /** Names of the contracts whose frames the connection is sent. */
  get speaks(): ReadonlySet<string> {
    return this.spoken
  }

  /** Those of which it used an event that no other contract has, the last one at the end. */
  get used(): ReadonlySet<string> {
    return this.usedByName
  }

  /** The handshake proved whose it is. */
  admit(): void {
    this.isChanged = true
    for (const { name, fromHandshake } of this.contracts) if (fromHandshake) this.spoken.add(name)
  }

  /** An event of a contract's own came. */
  use(contract: string): void {
    if (!this.usedByName.has(contract)) this.isChanged = true
    this.spoken.add(contract)
    this.usedByName.delete(contract)
    this.usedByName.add(contract)
  }

  /** A conversation is open before the person from now on; the one opened first makes room. */
  view(conversation: ConversationId): void {
    this.views.delete(conversation)
    // A person is in one call at a time, and the line to it must not make room for what is looked at.
    if (isLine(conversation)) for (const line of [...this.views].filter(isLine)) this.views.delete(line)
    this.views.add(conversation)
    const first = [...this.views].find((one) => !isLine(one))
    if (this.views.size > MAX_VIEWS && first !== undefined) this.views.delete(first)
    this.isChanged = true
  }

  /** @returns whether it was open */
  close(conversation: ConversationId): boolean {
    this.isChanged = true
    return this.views.delete(conversation)
  }

  /** Whether somebody sits before it. */
  setActive(isActive: boolean): void {
    if (this.isActive === isActive) return
    this.isActive = isActive
    this.isChanged = true
  }

  /** What the connection is here for; undefined where that is as it was when last asked. */
  changedCapabilities(): readonly Capability[] | undefined {
    if (!this.isChanged) return undefined
    this.isChanged = false
    const now = this.capabilities()
    const key = now.join(' ')
    if (key === this.declared) return undefined
    this.declared = key
    return now
  }

  private capabilities(): readonly Capability[] {
    const here = this.usedByName.size > 0 ? this.usedByName : this.spoken
    const all = this.contracts.filter(({ name }) => here.has(name)).flatMap((one) => this.capabilitiesIn(one))
    // Who is shown as present may be away from it.
    if (this.isActive && all.includes('presence')) all.push('active')
    return [...new Set([...all, ...[...this.views].map(viewingOf)])]
  }

  private capabilitiesIn({ name, capabilities: own, abilities = {} }: Spoken): readonly Capability[] {
    const { can } = this.handshake[name] ?? {}
    const words = Array.isArray(can) ? can.filter((word) => typeof word === 'string') : []
    return [
      ...own,
      ...words.flatMap((word) => (Object.hasOwn(abilities, word) ? (abilities[word] ?? []) : [])),
    ]
  }
}
