'use client'

import Link from 'next/link'

/** Where a number leads. */
export interface CellLink {
  /** An address; one that begins with a question mark is this page with another filter. */
  readonly href: string
  /** What is there, for who does not see the table around it. */
  readonly label: string
}

/** What a table's cells lead to, by row and column; undefined: there is nothing to lead to. */
export type LinkOf = (row: number, column: number) => CellLink | undefined

/** A number that leads to what it counts. */
export function FigureLink({ href, label, children }: CellLink & { children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`${children}, ${label}`}
      className="inline-flex min-h-6 max-w-full items-center rounded-sm underline decoration-line decoration-1 underline-offset-4 hover:decoration-ink pointer-coarse:min-h-11"
      {...(href.startsWith('?') && {
        onNavigate: (event: { preventDefault: () => void }) => {
          event.preventDefault()
          showHere(href)
        },
      })}
    >
      <span className="truncate">{children}</span>
    </Link>
  )
}

/** The page itself is the same: only its figures are others, so that the server is not asked for it. */
function showHere(href: string): void {
  history.pushState(null, '', href === '?' ? location.pathname : href)
  const { hash } = new URL(href, location.href)
  if (hash) document.getElementById(hash.slice(1))?.scrollIntoView()
}
