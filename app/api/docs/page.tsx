import type { Metadata } from 'next'
import Link from 'next/link'
import { ContractList } from '@/components/api-docs/contract-list'
import { DocsPage } from '@/components/api-docs/docs-page'
import { RefusalTable } from '@/components/api-docs/refusal-table'
import { CONTRACTS } from '@/lib/contracts/all'

export const metadata: Metadata = { title: 'API reference' }

const DOORS = [
  {
    href: '/api/docs/rest',
    title: 'Endpoints',
    text: 'Every REST request and its answer.',
    file: '/api/openapi.json',
    format: 'OpenAPI 3.1',
  },
  {
    href: '/api/docs/events',
    title: 'Events',
    text: 'What a socket sends and hears.',
    file: '/api/asyncapi.json',
    format: 'AsyncAPI 3.0',
  },
]

/** Where the reference starts: the two documents, the contracts and the refusals. */
export default function ReferencePage() {
  return (
    <DocsPage current="overview" title="API reference">
      <p className="mt-2 max-w-prose text-muted">
        Generated from the tables that the server answers by, so it says what this server does.
      </p>
      <ul className="mt-6 grid gap-4 sm:grid-cols-2">
        {DOORS.map(({ href, title, text, file, format }) => (
          <li key={href} className="rounded-lg border border-line bg-surface p-5">
            <h2 className="text-lead">
              <Link
                href={href}
                className="inline-flex min-h-11 items-center text-accent-ink underline underline-offset-4"
              >
                {title}
              </Link>
            </h2>
            <p className="mt-1">{text}</p>
            <p className="mt-3 text-small text-muted">
              {format} document:{' '}
              <a href={file} className="underline underline-offset-4">
                {file}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <h2 className="mt-10 text-lead">Contracts</h2>
      <ContractList contracts={CONTRACTS} />
      <h2 className="mt-10 text-lead">Refusals</h2>
      <p className="mt-2 max-w-prose text-muted">
        The same codes everywhere; each contract spells them its own way.
      </p>
      <RefusalTable />
    </DocsPage>
  )
}
