import 'swagger-ui-dist/swagger-ui.css'
import '@/components/api-docs/reference.css'
import type { Metadata } from 'next'
import { DocsPage } from '@/components/api-docs/docs-page'
import { ReferenceViewer } from '@/components/api-docs/reference-viewer'

export const metadata: Metadata = { title: 'Endpoints · API reference' }

export default function EndpointsPage() {
  return (
    <DocsPage current="rest" title="Endpoints">
      <ReferenceViewer kind="rest" />
    </DocsPage>
  )
}
