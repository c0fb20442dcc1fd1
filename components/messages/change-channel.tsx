'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { ChannelFields } from '@/components/messages/channel-fields'
import { useConversations } from '@/components/messages/conversations-provider'
import { useOpenThread } from '@/components/messages/thread-context'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'

const FORM = 'change-channel'

/** A channel's name and description, and its end after one more question; for who manages it. */
export function ChangeChannel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.channels')
  const { name } = useOpenThread().listed
  const { state, setState, save, remove } = useChannel(onClose)
  const [isDeleting, setIsDeleting] = useState(false)
  const turnTo = (deleting: boolean) => {
    setState('idle')
    setIsDeleting(deleting)
  }
  const isBusy = state === 'busy'
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isDeleting ? t('deleteTitle', { name: name ?? '' }) : t('change')}
      description={isDeleting ? t('deleteLead') : undefined}
      closeLabel={t('cancel')}
      actions={
        isDeleting ? (
          <>
            <Button onClick={() => turnTo(false)}>{t('keep')}</Button>
            <Button look="harm" busy={isBusy} onClick={() => void remove()}>
              {t('delete')}
            </Button>
          </>
        ) : (
          <>
            <Button look="harm-quiet" className="sm:me-auto" onClick={() => turnTo(true)}>
              {t('delete')}
            </Button>
            <Button look="primary" type="submit" form={FORM} busy={isBusy}>
              {t('save')}
            </Button>
          </>
        )
      }
    >
      {!isDeleting && (
        <ChangeForm
          isNameMissing={state === 'missing'}
          onMissing={() => setState('missing')}
          onSave={(changed, description) => !isBusy && void save(changed, description)}
        />
      )}
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state === 'refused' && t('refused')}
      </p>
    </Dialog>
  )
}

/** Changes or deletes the channel that is open. */
function useChannel(onDone: () => void) {
  const { store } = useConversations()
  const { conversationId } = useOpenThread().listed
  const { push } = useRouter()
  const [state, setState] = useState<'idle' | 'missing' | 'busy' | 'refused'>('idle')
  return {
    state,
    setState,
    save: async (name: string, description: string | null) => {
      setState('busy')
      const result = await conversationsRest.changeChannel(conversationId, { name, description })
      if (!result.ok) return setState('refused')
      await store.load()
      onDone()
    },
    remove: async () => {
      setState('busy')
      const result = await conversationsRest.deleteChannel(conversationId)
      if (!result.ok) return setState('refused')
      onDone()
      push('/channels')
      void store.load()
    },
  }
}

interface ChangeFormProps {
  isNameMissing: boolean
  onMissing: () => void
  onSave: (name: string, description: string | null) => void
}

function ChangeForm({ isNameMissing, onMissing, onSave }: ChangeFormProps) {
  const { listed } = useOpenThread()
  const [name, setName] = useState(listed.name ?? '')
  const [description, setDescription] = useState(listed.description ?? '')
  return (
    <Form
      id={FORM}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') onMissing()
        else onSave(name.trim(), description.trim() || null)
      }}
    >
      <ChannelFields
        name={name}
        onName={setName}
        isNameMissing={isNameMissing}
        description={description}
        onDescription={setDescription}
      />
    </Form>
  )
}
