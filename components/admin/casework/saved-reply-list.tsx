'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { RemoveReply } from '@/components/admin/casework/remove-reply'
import { ReplyDialog } from '@/components/admin/casework/reply-dialog'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import {
  REPLIES_PATH,
  type SavedReplies,
  type SavedReplyRow,
} from '@/lib/client/admin/casework/casework-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

type Open = { readonly what: 'change' | 'remove'; readonly reply: SavedReplyRow } | { readonly what: 'new' }

/** The texts that moderators use again: what they say, another wording, and away with them. */
export function SavedReplyList() {
  const t = useTranslations('admin.replies')
  const { data, problem, again } = useRemote<SavedReplies>(REPLIES_PATH, 0)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Section
      title={t('title')}
      note={t('note')}
      aside={<Button onClick={() => setOpen({ what: 'new' })}>{t('add')}</Button>}
    >
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {data?.replies.length === 0 && <p className="text-small text-muted">{t('none')}</p>}
      {data && data.replies.length > 0 && (
        <ul className="divide-y divide-line">
          {data.replies.map((reply) => (
            <ReplyLine key={reply.replyId} reply={reply} onOpen={(what) => setOpen({ what, reply })} />
          ))}
        </ul>
      )}
      {open?.what === 'remove' && <RemoveReply reply={open.reply} onClose={close} onDone={again} />}
      {open?.what === 'change' && <ReplyDialog reply={open.reply} onClose={close} onDone={again} />}
      {open?.what === 'new' && <ReplyDialog onClose={close} onDone={again} />}
    </Section>
  )
}

interface ReplyLineProps {
  reply: SavedReplyRow
  onOpen: (what: 'change' | 'remove') => void
}

function ReplyLine({ reply: { title, text }, onOpen }: ReplyLineProps) {
  const t = useTranslations('admin.replies')
  return (
    <li className="flex items-start justify-between gap-3 py-2">
      <div className="min-w-0 py-1 text-small">
        <p className="font-[560] wrap-anywhere">{title}</p>
        {text !== title && <p className="line-clamp-3 text-muted wrap-anywhere">{text}</p>}
      </div>
      <div className="flex shrink-0">
        <IconButton
          label={t('change', { title })}
          icon={<Pencil aria-hidden />}
          tipAt="end"
          onClick={() => onOpen('change')}
        />
        <IconButton
          label={t('remove', { title })}
          icon={<Trash2 aria-hidden />}
          tipAt="end"
          onClick={() => onOpen('remove')}
        />
      </div>
    </li>
  )
}
