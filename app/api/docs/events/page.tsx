import type { Metadata } from 'next'
import { DocsPage } from '@/components/api-docs/docs-page'
import { InboundDetails, OutboundDetails } from '@/components/api-docs/event-details'
import { type EventGroup, EventList } from '@/components/api-docs/event-list'
import { CONTRACTS } from '@/lib/contracts/all'
import type { Channel, Contract } from '@/lib/contracts/kit'

export const metadata: Metadata = { title: 'Events · API reference' }

/** Every event of every contract, drawn by the server from the tables. */
export default function EventsPage() {
  return (
    <DocsPage current="events" title="Events">
      <p className="mt-2 max-w-prose text-muted">
        A socket says who it is in its handshake. What it sends is acknowledged where it asks for that; what
        it hears depends on the contracts it speaks. As a file:{' '}
        <a href="/api/asyncapi.json" className="underline underline-offset-4">
          /api/asyncapi.json
        </a>
      </p>
      <EventList groups={CONTRACTS.flatMap(groupsOf)} />
    </DocsPage>
  )
}

function groupsOf(contract: Contract): EventGroup[] {
  return Object.entries(contract.channels).flatMap(([address, channel]) => [
    { title: `${contract.title}: to send on ${address}`, events: sent(contract, address, channel) },
    { title: `${contract.title}: to hear on ${address}`, events: heard(contract, address, channel) },
  ])
}

function sent(contract: Contract, address: string, { inbound }: Channel): EventGroup['events'] {
  return Object.entries(inbound).map(([name, row]) => ({
    id: `${contract.name}:${address}:send:${name}`,
    name,
    summary: row.summary,
    details: <InboundDetails contract={contract} row={row} />,
  }))
}

function heard(contract: Contract, address: string, { outbound }: Channel): EventGroup['events'] {
  return Object.entries(outbound).map(([name, row]) => ({
    id: `${contract.name}:${address}:hear:${name}`,
    name,
    summary: row.summary,
    details: <OutboundDetails row={row} />,
  }))
}
