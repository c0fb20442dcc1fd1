import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: string
  /** For links to it. */
  id?: string
  note?: string
  /** Stands opposite the title. */
  aside?: ReactNode
  /** The content reaches the edges, as lists and tables do. */
  flush?: boolean
  children: ReactNode
}

/** A titled box of a page of the administration. */
export function Section({ title, id, note, aside, flush, children }: SectionProps) {
  const titleId = useId()
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className="min-w-0 scroll-mt-4 rounded-lg border border-line bg-surface"
    >
      <header className="flex flex-wrap items-center justify-between gap-x-4 px-4 pt-3 pb-2">
        <div>
          <h2 id={titleId} className="text-small font-[620]">
            {title}
          </h2>
          {note && <p className="text-caption text-muted">{note}</p>}
        </div>
        {aside}
      </header>
      <div className={clsx(flush ? 'overflow-hidden' : 'px-4 pb-4')}>{children}</div>
    </section>
  )
}
