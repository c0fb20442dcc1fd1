'use client'

import { Button } from '@/components/ui/button'
import { mountEvents } from '@/lib/client/api-docs/mount-events'
import { mountRest } from '@/lib/client/api-docs/mount-rest'
import { useViewer } from '@/lib/client/api-docs/use-viewer'

const VIEWERS = {
  rest: { url: '/api/openapi.json', mount: mountRest, what: 'The endpoints' },
  events: { url: '/api/asyncapi.json', mount: mountEvents, what: 'The events' },
} as const

/** One of the two generated documents in its viewer; says so when it cannot be shown. */
export function ReferenceViewer({ kind }: { readonly kind: keyof typeof VIEWERS }) {
  const { url, mount, what } = VIEWERS[kind]
  const { frame, phase, retry } = useViewer(url, mount)

  return (
    <section aria-busy={phase.name === 'loading'} aria-label={what} className="mt-6">
      {phase.name === 'loading' && (
        <p role="status" className="text-muted">
          Loading {what.toLowerCase()}…
        </p>
      )}
      {phase.name === 'failed' && (
        <div role="alert" className="rounded-md border border-line bg-surface p-4">
          <p>
            {what} could not be shown: {phase.reason}. The document itself is at{' '}
            <a className="underline" href={url}>
              {url}
            </a>
            .
          </p>
          <Button className="mt-4" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      <div ref={frame} className={`reference reference-${kind}`} />
    </section>
  )
}
