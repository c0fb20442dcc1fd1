'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Textarea } from '@/components/ui/input'
import { ALREADY_APPEALED, appeal, type AppealNews, type Banned } from '@/lib/client/account/appeal'
import { MAX_CASE_TEXT } from '@/lib/domain/casework'

interface AppealFormProps {
  who: Banned
  /** What became of an appeal made before; undefined: there is none. */
  news: AppealNews | undefined
}

type State = 'ready' | 'sending' | 'empty' | 'sent' | 'already' | 'tooFast' | 'failed'

const TOO_FAST = 1003

/** The way to another moderator, once a ban; and their answer. */
export function AppealForm({ who, news }: AppealFormProps) {
  const t = useTranslations('common.appeal')
  const [text, setText] = useState('')
  const [state, setState] = useState<State>('ready')

  const handleSend = async () => {
    if (text.trim() === '') return setState('empty')
    setState('sending')
    const result = await appeal(who, text.trim())
    if (result.ok) return setState('sent')
    const code = result.offline ? undefined : result.code
    setState(code === ALREADY_APPEALED ? 'already' : code === TOO_FAST ? 'tooFast' : 'failed')
  }

  if (news || state === 'sent' || state === 'already') {
    return (
      <div role="status" className="flex flex-col gap-2 rounded-md bg-raised px-4 py-3 text-small">
        <p>{t(news ? news.status : 'pending')}</p>
        {news?.answer && <p className="wrap-anywhere whitespace-pre-wrap text-muted">{news.answer}</p>}
      </div>
    )
  }
  return (
    <Form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void handleSend()
      }}
    >
      <Field label={t('label')} hint={t('hint')} error={state === 'empty' && t('empty')}>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={MAX_CASE_TEXT}
            value={text}
            className="max-h-60"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {(state === 'tooFast' || state === 'failed') && t(state)}
      </p>
      <Button type="submit" busy={state === 'sending'} className="self-start">
        {t('send')}
      </Button>
    </Form>
  )
}
