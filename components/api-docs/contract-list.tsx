import type { Contract } from '@/lib/contracts/kit'

/** What each contract is made of, in numbers. */
export function ContractList({ contracts }: { readonly contracts: readonly Contract[] }) {
  return (
    <ul className="mt-4 grid gap-3 sm:grid-cols-2">
      {contracts.map((contract) => (
        <li key={contract.name} className="rounded-md border border-line bg-surface p-4">
          <h3>
            {contract.title} <code className="text-small text-muted">{contract.name}</code>
          </h3>
          <p className="mt-1 text-small text-muted">{contents(contract)}</p>
        </li>
      ))}
    </ul>
  )
}

function contents({ namespaces, rest }: Contract): string {
  const spoken = Object.values(namespaces)
  const sent = spoken.reduce((sum, { inbound }) => sum + Object.keys(inbound).length, 0)
  const heard = spoken.reduce((sum, { outbound }) => sum + Object.keys(outbound).length, 0)
  const endpoints = Object.keys(rest).length
  return [counted(endpoints, 'endpoint'), `${counted(sent, 'event')} to send`, `${heard} to hear`].join(' · ')
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
