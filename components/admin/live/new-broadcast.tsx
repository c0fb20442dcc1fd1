'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { sendBroadcast } from '@/lib/client/admin/live/broadcast-rest'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { BROADCAST_PRIORITIES, type BroadcastPriority, MAX_BROADCAST_TEXT } from '@/lib/domain/broadcasts'

type State = 'ready' | 'busy' | 'sent' | 'none' | Problem

/** The message to everybody that is being written. */
export function NewBroadcast({ onSent }: { onSent: () => void }) {
  const t = useTranslations('admin.broadcasts')
  const admin = useTranslations('admin')
  const [message, setMessage] = useState('')
  const [priority, setPriority] = useState<BroadcastPriority>('normal')
  const [state, setState] = useState<State>('ready')

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const text = message.trim()
    if (text === '') return setState('none')
    setState('busy')
    const problem = problemOf(await sendBroadcast(text, priority))
    setState(problem ?? 'sent')
    if (problem) return
    setMessage('')
    onSent()
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'sent' && state !== 'none'
  return (
    <Form
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      className="flex flex-wrap items-end gap-3 pt-1 pb-2"
    >
      <div className="min-w-56 flex-1">
        <Field
          label={t('message')}
          error={(state === 'none' && t('none')) || (isProblem && admin(`problem.${state}`))}
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={message}
              maxLength={MAX_BROADCAST_TEXT}
              autoComplete="off"
              onChange={(event) => {
                setMessage(event.target.value)
                setState('ready')
              }}
            />
          )}
        </Field>
      </div>
      <Select
        aria-label={t('priority')}
        value={priority}
        onChange={({ target }) =>
          setPriority(BROADCAST_PRIORITIES.find((one) => one === target.value) ?? 'normal')
        }
      >
        {BROADCAST_PRIORITIES.map((one) => (
          <option key={one} value={one}>
            {t(`priorities.${one}`)}
          </option>
        ))}
      </Select>
      <Button type="submit" busy={state === 'busy'}>
        {t('send')}
      </Button>
      <p role="status" className="basis-full text-small empty:hidden">
        {state === 'sent' && t('sent')}
      </p>
    </Form>
  )
}
