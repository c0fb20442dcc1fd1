'use client'

import { useTranslations } from 'next-intl'

import { Select } from '@/components/ui/select'
import { REPLIES_PATH, type SavedReplies } from '@/lib/client/admin/casework/casework-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** Puts a saved text into a field; nothing where there is none. */
export function ReplySelect({ onChoose }: { onChoose: (text: string) => void }) {
  const t = useTranslations('admin.replies')
  const { data } = useRemote<SavedReplies>(REPLIES_PATH, 0)
  if (!data || data.replies.length === 0) return null
  return (
    <Select
      aria-label={t('choose')}
      value=""
      className="max-w-full"
      onChange={(event) => {
        const chosen = data.replies.find(({ replyId }) => replyId === event.target.value)
        if (chosen) onChoose(chosen.text)
      }}
    >
      <option value="">{t('choose')}</option>
      {data.replies.map(({ replyId, title }) => (
        <option key={replyId} value={replyId}>
          {title}
        </option>
      ))}
    </Select>
  )
}
