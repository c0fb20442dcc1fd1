'use client'

import { MessageCircle, UserMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'

import { KnownPeople } from '@/components/messages/known-people'
import { useConversations } from '@/components/messages/conversations-provider'
import { useOpenThread } from '@/components/messages/thread-context'
import { useConversationTitle } from '@/components/messages/use-conversation-title'
import { useWriteTo } from '@/components/messages/use-write-to'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import type { ChannelMember } from '@/lib/client/conversations/wire'

/** Who is in a channel, and what its manager may change of that; everybody may leave. */
export function PeopleDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.people')
  const { listed } = useOpenThread()
  const name = useConversationTitle()(listed)
  const { conversationId: id, isManager } = listed
  const { state, reload } = useLoaded(useCallback(() => conversationsRest.members(id), [id]))
  return (
    <Dialog
      open
      form="sheet"
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      closeLabel={t('close')}
      actions={<LeaveButton onLeft={onClose} />}
    >
      {isManager && (
        <AddForm members={state.phase === 'ready' ? state.data.members : []} onAdded={() => void reload()} />
      )}
      {state.phase === 'loading' && <Skeleton className="h-32" />}
      {state.phase === 'failed' && (
        <p role="alert" className="text-small">
          {t('failed')}
        </p>
      )}
      {state.phase === 'ready' && (
        <ul className="flex flex-col">
          {state.data.members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              onRemoved={() => void reload()}
              onOpened={onClose}
            />
          ))}
        </ul>
      )}
      {state.phase === 'ready' && listed.memberCount > state.data.members.length && (
        <p className="text-caption text-muted">{t('more')}</p>
      )}
    </Dialog>
  )
}

interface MemberRowProps {
  member: ChannelMember
  onRemoved: () => void
  onOpened: () => void
}

function MemberRow({ member: { userId, displayName }, onRemoved, onOpened }: MemberRowProps) {
  const t = useTranslations('conversations')
  const { store } = useConversations()
  const { listed } = useOpenThread()
  const { state, writeTo } = useWriteTo(onOpened)
  const isMe = userId === store.account
  const handleRemove = () =>
    void conversationsRest.removeMember(listed.conversationId, userId).then(onRemoved)
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Avatar name={displayName} tone={isMe ? 'own' : 'theirs'} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <bdi>{displayName}</bdi>
        </span>
        {isMe && <span className="block text-caption text-muted">{t('you')}</span>}
        {(state === 'refused' || state === 'offline') && (
          <span role="alert" className="block text-caption text-harm-ink">
            {t(`write.${state}`)}
          </span>
        )}
      </span>
      {!isMe && (
        <IconButton
          label={t('people.write', { name: displayName })}
          icon={<MessageCircle aria-hidden />}
          tipAt="end"
          onClick={() => void writeTo(userId)}
        />
      )}
      {!isMe && listed.isManager && (
        <IconButton
          label={t('people.remove', { name: displayName })}
          icon={<UserMinus aria-hidden />}
          look="harm"
          tipAt="end"
          onClick={handleRemove}
        />
      )}
    </li>
  )
}

function AddForm({ members, onAdded }: { members: readonly ChannelMember[]; onAdded: () => void }) {
  const t = useTranslations('conversations.people')
  const { store } = useConversations()
  const { listed } = useOpenThread()
  const [id, setId] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const wanted = [...new Set([...chosen, id.trim()])].filter(Boolean)
  const [state, setState] = useState<'idle' | 'busy' | 'added' | 'notAdded'>('idle')
  const add = async () => {
    setState('busy')
    const result = await conversationsRest.addMembers(listed.conversationId, wanted)
    const isAdded = result.ok && result.data.added.length > 0
    setState(isAdded ? 'added' : 'notAdded')
    if (!isAdded) return
    setId('')
    setChosen(new Set())
    onAdded()
  }
  return (
    <Form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted.length > 0 && state !== 'busy') void add()
      }}
    >
      <KnownPeople
        account={store.account}
        except={new Set(members.map(({ userId }) => userId))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <Field
        label={t('addLabel')}
        hint={state === 'added' ? t('added') : t('addHint')}
        error={state === 'notAdded' ? t('notAdded') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            dir="ltr"
            value={id}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setId(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={state === 'busy'} disabled={wanted.length === 0} className="self-start">
        {t('add')}
      </Button>
    </Form>
  )
}

function LeaveButton({ onLeft }: { onLeft: () => void }) {
  const t = useTranslations('conversations.people')
  const { store } = useConversations()
  const { listed } = useOpenThread()
  const { push } = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const leave = async () => {
    setIsBusy(true)
    const result = await conversationsRest.removeMember(listed.conversationId, store.account)
    setIsBusy(false)
    if (!result.ok) return
    onLeft()
    push('/messages')
    void store.load()
  }
  return (
    <Button look="harm-quiet" busy={isBusy} onClick={() => void leave()}>
      {t('leave')}
    </Button>
  )
}
