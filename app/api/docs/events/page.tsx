import '@asyncapi/react-component/styles/default.min.css'
import '@/components/api-docs/event-reference.css'
import type { Metadata } from 'next'
import { DocsPage } from '@/components/api-docs/docs-page'
import { EventReference } from '@/components/api-docs/event-reference'

export const metadata: Metadata = { title: 'Events · API reference' }

/** Every event of every contract. */
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
      <EventReference />
    </DocsPage>
  )
}
