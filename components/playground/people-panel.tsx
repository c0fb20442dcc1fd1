'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PersonCard } from '@/components/playground/person-card'
import { usePlayground, usePlaygroundState } from '@/components/playground/playground-context'
import { Button } from '@/components/ui/button'
import { NAMES } from '@/lib/client/playground/playground'

/** Everybody who can connect from this page. */
export function PeoplePanel() {
  const t = useTranslations('playground.people')
  const { invite } = usePlayground()
  const people = usePlaygroundState((state) => state.people)

  return (
    <section aria-labelledby="people-title">
      <h2 id="people-title" className="text-lead">
        {t('title')}
      </h2>
      <ul className="mt-3 grid gap-4">
        {people.map((person) => (
          <li key={person.name}>
            <PersonCard person={person} isAlone={people.length === 1} />
          </li>
        ))}
      </ul>
      {people.length < NAMES.length && (
        <Button className="mt-4" onClick={invite}>
          <UserPlus aria-hidden />
          {t('add')}
        </Button>
      )}
    </section>
  )
}
