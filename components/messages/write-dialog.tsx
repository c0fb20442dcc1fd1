'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { GuestNote } from '@/components/messages/guest-note'
import { OwnId } from '@/components/account/own-id'
import { KnownPerson } from '@/components/messages/known-person'
import { useConversations } from '@/components/messages/conversations-provider'
import { useWriteTo } from '@/components/messages/use-write-to'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'

const FORM = 'write-to'

/** Begins a conversation with a person whom one knows here, or whose id one was given, and shows one's own. */
export function WriteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.write')
  const { store, isGuest } = useConversations()
  const { state, reset, writeTo } = useWriteTo(onClose)
  const [id, setId] = useState('')
  const wanted = id.trim()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('close')}
      actions={
        <Button look="primary" type="submit" form={FORM} busy={state === 'busy'} disabled={wanted === ''}>
          {t('go')}
        </Button>
      }
    >
      {isGuest && <GuestNote about="write" />}
      <KnownPerson
        account={store.account}
        isBusy={state === 'busy'}
        onChoose={(user) => void writeTo(user)}
      />
      <Form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault()
          if (wanted !== '' && state !== 'busy') void writeTo(wanted)
        }}
      >
        <Field label={t('label')} error={state === 'refused' || state === 'offline' ? t(state) : undefined}>
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              value={id}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setId(event.target.value)
                reset()
              }}
            />
          )}
        </Field>
      </Form>
      <OwnId account={store.account} />
    </Dialog>
  )
}
