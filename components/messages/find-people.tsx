'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState, type ReactNode } from 'react'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { type KnownPerson, visitsRest } from '@/lib/client/visits/visits-rest'

/** So many are shown; who looks for somebody types some of the name. */
const SHOWN = 20
const MANY = 6

interface FindPeopleProps {
  account: string
  /** Those whom it makes no sense to choose. */
  except?: ReadonlySet<string>
  /** They stay, whatever one types. */
  chosen?: ReadonlySet<string>
  children: (person: KnownPerson) => ReactNode
}

/** People whom one shares a conversation with, by name; nothing while there are none. */
export function FindPeople({ account, except, chosen, children }: FindPeopleProps) {
  const t = useTranslations('conversations.known')
  const [wanted, setWanted] = useState('')
  const { state } = useLoaded(useCallback(() => visitsRest.known(account), [account]))
  const people = state.phase === 'ready' ? state.data.filter(({ userId }) => !except?.has(userId)) : []
  if (people.length === 0) return null
  const name = wanted.trim().toLocaleLowerCase()
  const found = people.filter(
    ({ userId, displayName }) => chosen?.has(userId) || displayName.toLocaleLowerCase().includes(name),
  )
  return (
    <div className="flex flex-col gap-2">
      {people.length > MANY && (
        <Field label={t('find')}>
          {(control) => (
            <Input
              {...control}
              type="search"
              autoComplete="off"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
        </Field>
      )}
      <fieldset className="relative max-h-48 overflow-y-auto rounded-md border border-line px-3 py-1">
        <legend className="sr-only">{t('label')}</legend>
        {found.slice(0, SHOWN).map(children)}
        {found.length === 0 && <p className="py-2 text-small text-muted">{t('none')}</p>}
      </fieldset>
    </div>
  )
}
