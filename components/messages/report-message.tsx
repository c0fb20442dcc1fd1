'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { useOpenThread } from '@/components/messages/thread-context'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { conversationSafety } from '@/lib/client/conversations/safety-rest'
import type { Message } from '@/lib/client/conversations/wire'
import { REPORT_TYPES, type ReportType } from '@/lib/domain/moderation'

const FORM = 'report-message'
const WORDS_LENGTH = 1_000
const RATE_LIMIT_EXCEEDED = 1003

type ReportState = 'idle' | 'missing' | 'busy' | 'offline' | 'too-many' | 'failed' | 'done'

interface ReportMessageProps {
  message: Message
  onClose: () => void
}

/** What is wrong with somebody's message; and, once it is sent, what happens next. */
export function ReportMessage({ message, onClose }: ReportMessageProps) {
  const t = useTranslations('conversations.report')
  const { store } = useConversations()
  const { listed } = useOpenThread()
  const select = useRef<HTMLSelectElement>(null)
  const [type, setType] = useState<ReportType>()
  const [words, setWords] = useState('')
  const [state, setState] = useState<ReportState>('idle')

  const send = async (reportType: ReportType) => {
    setState('busy')
    const result = await conversationSafety.report({
      conversationId: listed.conversationId,
      messageIds: [message.id],
      reportType,
      description: words.trim(),
    })
    if (result.ok) setState('done')
    else if (result.offline) setState('offline')
    else setState(result.code === RATE_LIMIT_EXCEEDED ? 'too-many' : 'failed')
  }
  // Whoever reports somebody has blocked them; this dialog stands in what is covered then.
  const closeDone = () => {
    onClose()
    void store.blocked.load()
  }
  if (state === 'done')
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && closeDone()}
        title={t('doneTitle')}
        closeLabel={t('close')}
        actions={<Button onClick={closeDone}>{t('close')}</Button>}
      >
        <p role="status" className="text-small">
          {t(listed.kind === 'direct' ? 'doneDirect' : 'done')}
        </p>
      </Dialog>
    )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: message.senderName })}
      description={t('lead', { name: message.senderName })}
      closeLabel={t('cancel')}
      initialFocus={select}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="harm" type="submit" form={FORM} busy={state === 'busy'}>
            {t('send')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!type) setState('missing')
          else if (state !== 'busy') void send(type)
        }}
      >
        <Field label={t('what')} error={state === 'missing' && t('missing')}>
          {(control) => (
            <Select
              {...control}
              ref={select}
              className="w-full"
              value={type ?? ''}
              onChange={({ target }) => {
                setType(REPORT_TYPES.find((one) => one === target.value))
                setState('idle')
              }}
            >
              <option value="">{t('choose')}</option>
              {REPORT_TYPES.map((one) => (
                <option key={one} value={one}>
                  {t(`type.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('words')} hint={t('wordsHint')}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={WORDS_LENGTH}
              value={words}
              dir="auto"
              className="max-h-32"
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        <p role="alert" className="text-small text-harm-ink empty:hidden">
          {(state === 'offline' || state === 'too-many' || state === 'failed') && t(state)}
        </p>
      </Form>
    </Dialog>
  )
}
