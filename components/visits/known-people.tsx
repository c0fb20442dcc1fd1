'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { visitsRest } from '@/lib/client/visits/visits-rest'

/** So many are shown; who looks for somebody types some of the name. */
const SHOWN = 20
const MANY = 6

interface KnownPeopleProps {
  account: string
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** People of one's channels to choose from, by name; nothing while there are none. */
export function KnownPeople({ account, chosen, onChoose }: KnownPeopleProps) {
  const t = useTranslations('visits.new')
  const [wanted, setWanted] = useState('')
  const { state } = useLoaded(useCallback(() => visitsRest.known(account), [account]))
  if (state.phase !== 'ready' || state.data.length === 0) return null
  const people = state.data
  const name = wanted.trim().toLocaleLowerCase()
  const found = people.filter(
    ({ userId, displayName }) => chosen.has(userId) || displayName.toLocaleLowerCase().includes(name),
  )
  const handleChange = (userId: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(userId)
    else next.delete(userId)
    onChoose(next)
  }
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
        <legend className="sr-only">{t('known')}</legend>
        {found.slice(0, SHOWN).map(({ userId, displayName }) => (
          <Checkbox
            key={userId}
            label={<bdi>{displayName}</bdi>}
            checked={chosen.has(userId)}
            onChange={(event) => handleChange(userId, event.target.checked)}
          />
        ))}
        {found.length === 0 && <p className="py-2 text-small text-muted">{t('noneFound')}</p>}
      </fieldset>
    </div>
  )
}
