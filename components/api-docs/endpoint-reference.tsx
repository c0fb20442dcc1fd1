'use client'

import { Button } from '@/components/ui/button'
import { mountRest } from '@/lib/client/api-docs/mount-rest'
import { useViewer } from '@/lib/client/api-docs/use-viewer'

const URL = '/api/openapi.json'

/** The OpenAPI document in its viewer; says so when it cannot be shown. */
export function EndpointReference() {
  const { frame, phase, retry } = useViewer(URL, mountRest)

  return (
    <section aria-busy={phase.name === 'loading'} aria-label="Endpoints" className="mt-4">
      {phase.name === 'loading' && (
        <p role="status" className="text-muted">
          Loading the endpoints…
        </p>
      )}
      {phase.name === 'failed' && (
        <div role="alert" className="rounded-md border border-line bg-surface p-4">
          <p>
            The endpoints could not be shown: {phase.reason}. The document itself is at{' '}
            <a className="underline underline-offset-4" href={URL}>
              {URL}
            </a>
            .
          </p>
          <Button className="mt-4" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      <div ref={frame} className="endpoint-reference" />
    </section>
  )
}
