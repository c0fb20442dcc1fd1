'use client'

import { Lock, LockOpen, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ConfirmDialog } from '@/components/admin/conversations/confirm-dialog'
import { Button } from '@/components/ui/button'
import {
  type ConversationFile,
  deleteChannel,
  setPrivate,
} from '@/lib/client/admin/conversations/conversation-rest'

interface ChannelActionsProps {
  channel: ConversationFile
  onChange: () => void
}

/** Who finds a channel, and its end; each is asked first, because its members are told. */
export function ChannelActions({ channel, onChange }: ChannelActionsProps) {
  const t = useTranslations('admin.conversation')
  const router = useRouter()
  const [dialog, setDialog] = useState<'privacy' | 'delete'>()
  const { conversationId, isPrivate, isGeneral } = channel
  const name = channel.name ?? ''
  const privacy = isPrivate ? 'public' : 'private'
  if (isGeneral) return <p className="text-small text-muted">{t('general')}</p>
  return (
    <div className="flex flex-wrap gap-3">
      <Button onClick={() => setDialog('privacy')}>
        {isPrivate ? <LockOpen aria-hidden /> : <Lock aria-hidden />}
        {t(`make.${privacy}`)}
      </Button>
      <Button look="harm" onClick={() => setDialog('delete')}>
        <Trash2 aria-hidden />
        {t('delete')}
      </Button>
      {dialog === 'privacy' && (
        <ConfirmDialog
          title={t(`makeTitle.${privacy}`, { name })}
          description={t(`makeText.${privacy}`)}
          confirm={t(`make.${privacy}`)}
          onConfirm={() => setPrivate(conversationId, !isPrivate)}
          onClose={() => setDialog(undefined)}
          onDone={onChange}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('deleteTitle', { name })}
          description={t('deleteText')}
          confirm={t('deleteYes')}
          isHarm
          onConfirm={() => deleteChannel(conversationId)}
          onClose={() => setDialog(undefined)}
          onDone={() => router.push('/admin/conversations')}
        />
      )}
    </div>
  )
}
