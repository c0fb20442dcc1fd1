'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { changeReply, type SavedReplyRow, saveReply } from '@/lib/client/admin/casework/casework-rest'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { MAX_CASE_TEXT, MAX_REPLY_TITLE } from '@/lib/domain/casework'

interface ReplyDialogProps {
  /** The one that is changed; none: a new one. */
  reply?: SavedReplyRow
  onClose: () => void
  onDone: () => void
}

/** Title and words of a text that moderators use again. */
export function ReplyDialog({ reply, onClose, onDone }: ReplyDialogProps) {
  const t = useTranslations('admin')
  const [title, setTitle] = useState(reply?.title ?? '')
  const [text, setText] = useState(reply?.text ?? '')
  const [state, setState] = useState<'ready' | 'busy' | 'empty' | Problem>('ready')
  const isWrong = (words: string) => state === 'empty' && words.trim() === '' && t('textDialog.empty')

  const handleSave = async () => {
    const [newTitle, newText] = [title.trim(), text.trim()]
    if (newTitle === '' || newText === '') return setState('empty')
    setState('busy')
    const sent = reply ? changeReply(reply.replyId, newTitle, newText) : saveReply(newTitle, newText)
    const problem = problemOf(await sent)
    if (problem) return setState(problem)
    onDone()
    onClose()
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'empty'
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(reply ? 'replies.changeTitle' : 'replies.newTitle')}
      description={t('replies.lead')}
      closeLabel={t('textDialog.cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('textDialog.cancel')}</Button>
          <Button look="primary" busy={state === 'busy'} onClick={() => void handleSave()}>
            {t('replies.save')}
          </Button>
        </>
      }
    >
      <Field label={t('replies.name')} error={isWrong(title)}>
        {(control) => (
          <Input
            {...control}
            maxLength={MAX_REPLY_TITLE}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('replies.text')} error={isWrong(text)}>
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
        {isProblem && t(`problem.${state}`)}
      </p>
    </Dialog>
  )
}
