'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { ChannelFields } from '@/components/messages/channel-fields'
import { useConversations } from '@/components/messages/conversations-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'

const FORM = 'new-channel'

/** Makes a channel, of which one is then the manager. */
export function CreateChannel({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.channels')
  const { store } = useConversations()
  const { push } = useRouter()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [isPrivate, setIsPrivate] = useState(false)
  const [state, setState] = useState<'idle' | 'missing' | 'busy' | 'refused'>('idle')

  const make = async () => {
    setState('busy')
    const channel = { name: name.trim(), description: description.trim() || null, isPrivate }
    const result = await conversationsRest.createChannel(channel)
    if (!result.ok) return setState('refused')
    await store.load()
    onClose()
    push(`/channels/${encodeURIComponent(result.data.conversationId)}`)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('create')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} busy={state === 'busy'}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') setState('missing')
          else if (state !== 'busy') void make()
        }}
      >
        <ChannelFields
          name={name}
          onName={setName}
          isNameMissing={state === 'missing'}
          description={description}
          onDescription={setDescription}
        />
        <Checkbox
          label={t('private')}
          checked={isPrivate}
          onChange={(event) => setIsPrivate(event.target.checked)}
        />
        <p role="alert" className="text-small text-harm-ink empty:hidden">
          {state === 'refused' && t('refused')}
        </p>
      </Form>
    </Dialog>
  )
}
