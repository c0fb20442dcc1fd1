import 'swagger-ui-dist/swagger-ui.css'
import '@/components/api-docs/endpoint-reference.css'
import type { Metadata } from 'next'
import { DocsPage } from '@/components/api-docs/docs-page'
import { EndpointReference } from '@/components/api-docs/endpoint-reference'

export const metadata: Metadata = { title: 'Endpoints · API reference' }

/** Every REST endpoint, to read and to try. */
export default function EndpointsPage() {
  return (
    <DocsPage current="rest" title="Endpoints">
      <EndpointReference />
    </DocsPage>
  )
}
