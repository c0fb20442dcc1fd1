'use client'

import { DocumentViewer } from '@/components/api-docs/document-viewer'
import { mountRest } from '@/lib/client/api-docs/mount-rest'

const URL = '/api/openapi.json'

/** The OpenAPI document in Swagger UI. */
export function EndpointReference() {
  return (
    <DocumentViewer
      url={URL}
      source={URL}
      mount={mountRest}
      label="Endpoints"
      className="endpoint-reference"
    />
  )
}
