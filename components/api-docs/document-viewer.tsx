'use client'

import { Button } from '@/components/ui/button'
import { type Mount, useViewer } from '@/lib/client/api-docs/use-viewer'

interface DocumentViewerProps {
  /** Where the document that the viewer draws is. */
  readonly url: string
  readonly mount: Mount
  /** What is shown, as in "Endpoints". */
  readonly label: string
  /** The document as others may read it. */
  readonly source: string
  readonly className: string
}

/** A document of the reference in its viewer; explains when it cannot be shown. */
export function DocumentViewer({ url, mount, label, source, className }: DocumentViewerProps) {
  const { frame, phase, retry } = useViewer(url, mount)
  const subject = label.toLowerCase()

  return (
    <section aria-busy={phase.name === 'loading'} aria-label={label} className="mt-4">
      {phase.name === 'loading' && (
        <p role="status" className="text-muted">
          Loading the {subject}…
        </p>
      )}
      {phase.name === 'failed' && (
        <div role="alert" className="rounded-md border border-line bg-surface p-4">
          <p>
            The {subject} could not be shown: {phase.reason}. The document itself is at{' '}
            <a className="underline underline-offset-4" href={source}>
              {source}
            </a>
            .
          </p>
          <Button className="mt-4" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      <div ref={frame} className={className} />
    </section>
  )
}
