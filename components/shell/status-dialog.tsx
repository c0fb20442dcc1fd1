'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { PresenceDot } from '@/components/messages/presence-dot'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import type { OwnStatus } from '@/lib/client/conversations/own-status'
import { CHOSEN_STATUSES, type ChosenStatus, MAX_STATUS_TEXT } from '@/lib/domain/presence/presence'

const FORM = 'own-status'

interface StatusDialogProps {
  ownStatus: OwnStatus
  onClose: () => void
}

/** Chooses what others see, and some words beside it; kept until one chooses something else. */
export function StatusDialog({ ownStatus, onClose }: StatusDialogProps) {
  const t = useTranslations('shell.status')
  const tPresence = useTranslations('conversations.presence')
  const [{ status: shown, customStatus }] = useState(ownStatus.store.getState)
  const [status, setStatus] = useState<ChosenStatus>(shown === 'in_call' ? 'busy' : shown)
  const [text, setText] = useState(customStatus ?? '')
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    setState('busy')
    if (await ownStatus.choose(status, text)) onClose()
    else setState('failed')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('close')}
      actions={
        <Button look="primary" type="submit" form={FORM} busy={state === 'busy'}>
          {t('save')}
        </Button>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (state !== 'busy') void save()
        }}
      >
        <Segmented
          label={t('choose')}
          name="own-status"
          value={status}
          choices={CHOSEN_STATUSES.map((value) => ({
            value,
            label: tPresence(value),
            icon: (
              <span aria-hidden className="inline-flex">
                <PresenceDot status={value} />
              </span>
            ),
          }))}
          onChoose={setStatus}
        />
        <Field label={t('text')} hint={t('textHint')} error={state === 'failed' ? t('failed') : undefined}>
          {(control) => (
            <Input
              {...control}
              dir={text === '' ? undefined : 'auto'}
              value={text}
              maxLength={MAX_STATUS_TEXT}
              autoComplete="off"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  )
}
