'use client'

import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

interface FigureCardProps {
  title: string
  note?: string | undefined
  /** For links from a figure to it. */
  id?: string | undefined
  /** Saves it as a file. */
  action: ReactNode
  children: ReactNode
}

/** A titled card of figures with its file. */
export function FigureCard({ title, note, id, action, children }: FigureCardProps) {
  const titleId = useId()
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className="flex min-w-0 scroll-mt-4 flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 id={titleId} className="text-small font-[620]">
            {title}
          </h2>
          {note && <p className="text-caption text-muted">{note}</p>}
        </div>
        <div className="-me-2 -mt-2 shrink-0">{action}</div>
      </header>
      {children}
    </section>
  )
}

interface ScrollingTableProps {
  /** Of the table. */
  label: string
  className?: string
  children: ReactNode
}

/** Scrolls what is wider than its card; focusable, so that a keyboard can scroll it. */
export function ScrollingTable({ label, className, children }: ScrollingTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      tabIndex={0}
      role="group"
      aria-label={label}
      className={clsx('scroll-edges relative overflow-auto rounded-sm', className)}
    >
      <table className="w-full border-collapse text-small tabular-nums">{children}</table>
    </div>
  )
}
