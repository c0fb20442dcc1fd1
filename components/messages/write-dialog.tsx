'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { GuestNote } from '@/components/messages/guest-note'
import { useConversations } from '@/components/messages/conversations-provider'
import { useWriteTo } from '@/components/messages/use-write-to'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { copyText } from '@/lib/client/browser/copy-text'

const FORM = 'write-to'

/** Begins a conversation with a person whose id one was given, and shows one's own. */
export function WriteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.write')
  const { store, isGuest } = useConversations()
  const { state, reset, writeTo } = useWriteTo(onClose)
  const [id, setId] = useState('')
  const [isCopied, setIsCopied] = useState(false)
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
      <div className="flex flex-col gap-1 text-small">
        <p className="font-[560]">{t('own')}</p>
        <div className="flex items-center gap-2">
          <code
            dir="ltr"
            className="min-w-0 flex-1 rounded-sm bg-raised px-3 py-2 text-caption wrap-anywhere"
          >
            {store.account}
          </code>
          <Button onClick={() => void copyText(store.account).then(setIsCopied)}>
            <Copy aria-hidden />
            {t(isCopied ? 'copied' : 'copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
