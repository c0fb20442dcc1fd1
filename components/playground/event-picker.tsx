'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePlayground, usePlaygroundState } from '@/components/playground/playground-context'
import { useActivePerson } from '@/components/playground/use-active-person'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { contractNamed, type Endpoint, sendableAt } from '@/lib/client/playground/tables'

interface EventPickerProps {
  readonly event: string | undefined
  onPick(event: string): void
}

/** Who sends, and which of the events that they can send where they are. */
export function EventPicker({ event, onPick }: EventPickerProps) {
  const t = useTranslations('playground')
  const { choose } = usePlayground()
  const people = usePlaygroundState((state) => state.people)
  const person = useActivePerson()
  if (!person) return null

  return (
    <section aria-labelledby="events-title">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="events-title" className="text-lead">
          {t('events.title')}
        </h2>
        {people.length > 1 && (
          <Segmented
            label={t('people.sender')}
            name="sender"
            value={person.name}
            choices={people.map(({ name }) => ({ value: name, label: name }))}
            onChoose={choose}
          />
        )}
      </div>
      <EventList
        key={`${person.endpoint.contract} ${person.endpoint.namespace}`}
        endpoint={person.endpoint}
        event={event}
        onPick={onPick}
      />
    </section>
  )
}

function EventList({ endpoint, event, onPick }: EventPickerProps & { readonly endpoint: Endpoint }) {
  const t = useTranslations('playground.events')
  const [query, setQuery] = useState('')
  const found = sendableAt(endpoint, query)
  if (sendableAt(endpoint).length === 0) return <p className="mt-3 text-small text-muted">{t('silent')}</p>

  const contract = contractNamed(endpoint.contract)?.title ?? endpoint.contract
  return (
    <>
      <div className="mt-3">
        <Field label={t('find')}>
          {(control) => (
            <Input
              {...control}
              type="search"
              value={query}
              onChange={({ target }) => setQuery(target.value)}
            />
          )}
        </Field>
      </div>
      <p role="status" className="mt-2 text-caption text-muted">
        {found.length === 0 ? t('none') : t('count', { count: found.length })}
      </p>
      <ul
        aria-label={t('list', { contract, namespace: endpoint.namespace })}
        className="mt-2 max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
      >
        {found.map(({ name, row }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === event}
              onClick={() => onPick(name)}
              className="flex min-h-11 w-full flex-col items-start px-4 py-2 text-start -outline-offset-3 hover:bg-raised aria-pressed:bg-accent-soft"
            >
              <code className="text-small font-semibold wrap-anywhere">{name}</code>
              <span lang="en" className="text-caption text-muted">
                {row.summary}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
