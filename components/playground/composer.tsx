'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EventFacts } from '@/components/playground/event-facts'
import { JsonEditor } from '@/components/playground/json-editor'
import { usePlayground } from '@/components/playground/playground-context'
import { SchemaForm } from '@/components/playground/schema-form'
import { SentBefore } from '@/components/playground/sent-before'
import { useActivePerson } from '@/components/playground/use-active-person'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import { readDraft, writeDraft } from '@/lib/client/playground/draft'
import type { Person } from '@/lib/client/playground/playground'
import { isRaw } from '@/lib/contracts/kit'
import { type Sendable, sendableAt } from '@/lib/client/playground/tables'

/** The chosen event as it will be sent. */
export function Composer({ event }: { readonly event: string | undefined }) {
  const t = useTranslations('playground.compose')
  const person = useActivePerson()
  const chosen = person && sendableAt(person.endpoint).find(({ name }) => name === event)
  return (
    <section aria-labelledby="compose-title" className="mt-6">
      <h2 id="compose-title" className="text-lead">
        {t('title')}
      </h2>
      {person && chosen ? (
        <Draft
          key={`${person.endpoint.contract} ${person.endpoint.namespace} ${event}`}
          person={person}
          chosen={chosen}
        />
      ) : (
        <p className="mt-2 text-small text-muted">{t('pick')}</p>
      )}
    </section>
  )
}

interface DraftProps {
  readonly person: Person
  readonly chosen: Sendable
}

function Draft({ person, chosen }: DraftProps) {
  const t = useTranslations('playground.compose')
  const { send } = usePlayground()
  const { name, row, contract } = chosen
  const { mode, text, problem, draft, changeText, changeMode, take, check } = useDraft()
  const [withAck, setWithAck] = useState(true)
  const isOpen = person.phase.name === 'open'
  const canAnswer = !isRaw(person.endpoint.namespace)
  const isForm = mode === 'form'
  const formId = `payload-${person.name}`

  const sendPayload = (payload: unknown) => send(person.name, name, payload, canAnswer && withAck)
  function sendText() {
    if (check() && draft.ok) sendPayload(draft.payload)
  }

  return (
    <div className="mt-3 grid grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-4">
      <EventFacts name={name} row={row} contract={contract} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={t('mode')}
          name="mode"
          value={mode}
          choices={[
            { value: 'form', label: t('form') },
            { value: 'json', label: t('json') },
          ]}
          onChoose={changeMode}
        />
        <SentBefore event={name} onPick={take} />
      </div>
      {isForm ? (
        <SchemaForm
          id={formId}
          schema={row.input}
          value={draft.ok ? draft.payload : undefined}
          onChange={(payload) => changeText(writeDraft(payload))}
          onSend={(payload) => isOpen && sendPayload(payload)}
        />
      ) : (
        <JsonEditor text={text} problem={problem} onChange={changeText} />
      )}
      <div>
        {canAnswer && (
          <Checkbox
            label={t('withAck')}
            checked={withAck}
            onChange={({ target }) => setWithAck(target.checked)}
          />
        )}
        <Button
          look="primary"
          wide
          disabled={!isOpen}
          {...(isForm ? { type: 'submit', form: formId } : { onClick: sendText })}
        >
          {t('send', { name: person.name })}
        </Button>
        {!isOpen && <p className="mt-2 text-small text-muted">{t('notConnected', { name: person.name })}</p>}
      </div>
    </div>
  )
}

/** A payload under way, as a form or as text; both show the same. */
function useDraft() {
  const [mode, setMode] = useState<'form' | 'json'>('form')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const draft = readDraft(text)

  function changeText(written: string) {
    setText(written)
    setProblem(undefined)
  }
  /** Whether the text can be read; what is wrong with it is shown from then on. */
  function check(): boolean {
    setProblem(draft.ok ? undefined : draft.problem)
    return draft.ok
  }
  return {
    mode,
    text,
    problem,
    draft,
    changeText,
    check,
    changeMode: (wanted: typeof mode) => {
      if (wanted === 'json' || check()) setMode(wanted)
    },
    /** Shows another payload as text. */
    take: (payload: unknown) => {
      changeText(writeDraft(payload))
      setMode('json')
    },
  }
}
