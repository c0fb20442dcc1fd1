'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ReplySelect } from '@/components/admin/casework/reply-select'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { saveReply } from '@/lib/client/admin/casework/casework-rest'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import type { Result } from '@/lib/client/api'
import { MAX_CASE_TEXT } from '@/lib/domain/casework'

interface TextDialogProps {
  title: string
  description: string
  label: string
  confirm: string
  /** Offers texts that were saved, and to save this one. */
  hasReplies?: boolean
  /** Instead of the usual ones, for what a problem means here. */
  words?: Partial<Record<Problem, string>>
  onSend: (text: string) => Promise<Result<unknown>>
  onClose: () => void
  onDone: () => void
}

const TITLE_LENGTH = 60

/** Asks for a text, and does with it what its button says. */
export function TextDialog({
  title,
  description,
  label,
  confirm,
  hasReplies,
  words,
  ...rest
}: TextDialogProps) {
  const { onSend, onClose, onDone } = rest
  const t = useTranslations('admin')
  const [text, setText] = useState('')
  const [isKept, setIsKept] = useState(false)
  const [state, setState] = useState<'ready' | 'busy' | 'empty' | Problem>('ready')

  const handleSend = async () => {
    const wanted = text.trim()
    if (wanted === '') return setState('empty')
    setState('busy')
    const problem = problemOf(await onSend(wanted))
    if (problem) return setState(problem)
    if (isKept) await saveReply(wanted.slice(0, TITLE_LENGTH), wanted)
    onDone()
    onClose()
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'empty'

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      closeLabel={t('textDialog.cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('textDialog.cancel')}</Button>
          <Button look="primary" busy={state === 'busy'} onClick={() => void handleSend()}>
            {confirm}
          </Button>
        </>
      }
    >
      {hasReplies && <ReplySelect onChoose={setText} />}
      <Field label={label} error={state === 'empty' && t('textDialog.empty')}>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={MAX_CASE_TEXT}
            value={text}
            className="max-h-60"
            onChange={(event) => {
              setText(event.target.value)
              if (state === 'empty') setState('ready')
            }}
          />
        )}
      </Field>
      {hasReplies && (
        <Checkbox
          label={t('replies.keep')}
          checked={isKept}
          onChange={(event) => setIsKept(event.target.checked)}
        />
      )}
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {isProblem && (words?.[state] ?? t(`problem.${state}`))}
      </p>
    </Dialog>
  )
}
