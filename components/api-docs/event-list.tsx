'use client'

import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Input } from '@/components/ui/input'

export interface ListedEvent {
  readonly id: string
  readonly name: string
  readonly summary: string
  /** What is shown when it is opened. */
  readonly details: ReactNode
}

export interface EventGroup {
  readonly title: string
  readonly events: readonly ListedEvent[]
}

/** The events by group, narrowed to those whose name or summary has what one types. */
export function EventList({ groups }: { readonly groups: readonly EventGroup[] }) {
  const [query, setQuery] = useState('')
  const field = useId()
  const wanted = query.trim().toLowerCase()
  const shown = groups
    .map(({ title, events }) => ({ title, events: events.filter((event) => matches(event, wanted)) }))
    .filter(({ events }) => events.length > 0)
  const count = shown.reduce((sum, { events }) => sum + events.length, 0)

  return (
    <>
      <div className="mt-6 max-w-120">
        <label htmlFor={field} className="text-small text-muted">
          Find an event
        </label>
        <Input id={field} type="search" value={query} onChange={(change) => setQuery(change.target.value)} />
      </div>
      <p role="status" className="mt-2 text-small text-muted">
        {count === 1 ? '1 event' : `${count} events`}
      </p>
      {shown.map(({ title, events }) => (
        <section key={title} className="mt-8">
          <h2 className="text-lead">{title}</h2>
          <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
            {events.map((event) => (
              <Entry key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Entry({ event: { id, name, summary, details } }: { readonly event: ListedEvent }) {
  return (
    <li>
      <details id={id} className="group">
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-x-4 px-4 py-3 group-open:bg-raised hover:bg-raised">
          <span className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-0.5">
            <code className="font-semibold wrap-anywhere">{name}</code>
            <span className="text-small text-muted">{summary}</span>
          </span>
          <ChevronDown aria-hidden className="size-5 shrink-0 text-muted group-open:rotate-180" />
        </summary>
        <div className="px-4 pt-3 pb-5">{details}</div>
      </details>
    </li>
  )
}

function matches({ name, summary }: ListedEvent, wanted: string): boolean {
  return name.toLowerCase().includes(wanted) || summary.toLowerCase().includes(wanted)
}
