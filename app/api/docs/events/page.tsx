import '@asyncapi/react-component/styles/default.min.css'
import '@/components/api-docs/reference.css'
import type { Metadata } from 'next'
import { DocsPage } from '@/components/api-docs/docs-page'
import { ReferenceViewer } from '@/components/api-docs/reference-viewer'

export const metadata: Metadata = { title: 'Events · API reference' }

export default function EventsPage() {
  return (
    <DocsPage current="events" title="Events">
      <ReferenceViewer kind="events" />
    </DocsPage>
  )
}
