'use client'

import { DocumentViewer } from '@/components/api-docs/document-viewer'
import { mountEvents } from './mount-events'

/** The AsyncAPI document in the official viewer. */
export function EventReference() {
  return (
    <DocumentViewer
      url="/api/docs/events/document.json"
      source="/api/asyncapi.json"
      mount={mountEvents}
      label="Events"
      className="event-reference"
    />
  )
}
