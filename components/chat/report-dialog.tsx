'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import type { SafetyOutcome } from '@/lib/client/stores/chat-safety'
import { REPORT_TYPES, type ReportType } from '@/lib/domain/moderation'

const WORDS_LENGTH = 1_000

/** What happened, in words if one likes, and what will be kept. The confirmation is the screen behind it. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat.report')
  const { report } = useChatActions()
  const isEnded = useChat(({ chat }) => chat.phase === 'ended')
  const [type, setType] = useState<ReportType>(REPORT_TYPES[0])
  const [words, setWords] = useState('')
  const [state, setState] = useState<'ready' | 'busy' | Exclude<SafetyOutcome, 'done'>>('ready')

  const submit = async () => {
    setState('busy')
    const outcome = await report(type, words.trim())
    if (outcome === 'done') onClose()
    else setState(outcome)
  }
  const isProblem = state !== 'ready' && state !== 'busy'

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={isEnded ? t('leadEnded') : t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="harm" busy={state === 'busy'} onClick={() => void submit()}>
            {state === 'busy' ? t('sending') : t('send')}
          </Button>
        </>
      }
    >
      <ReportChoices chosen={type} onChoose={setType} />
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
        {isProblem && t(state)}
      </p>
    </Dialog>
  )
}

function ReportChoices({ chosen, onChoose }: { chosen: ReportType; onChoose: (type: ReportType) => void }) {
  const t = useTranslations('chat.report')
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="pb-1 text-small font-[560]">{t('what')}</legend>
      {REPORT_TYPES.map((type) => (
        <label
          key={type}
          className="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 text-small has-checked:border-line-strong has-checked:bg-raised"
        >
          <input
            type="radio"
            name="report-type"
            className="size-5 shrink-0 accent-harm"
            checked={chosen === type}
            onChange={() => onChoose(type)}
          />
          {t(type)}
        </label>
      ))}
    </fieldset>
  )
}
