'use client'

import { UserMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ConfirmDialog } from '@/components/admin/conversations/confirm-dialog'
import { Day } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import {
  type MemberPage,
  type MemberRow,
  membersPath,
  removeMember,
} from '@/lib/client/admin/conversations/conversation-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

interface MemberListProps {
  conversationId: string
  memberCount: number
  /** Members of a channel can be removed. */
  mayRemove: boolean
  onChange: () => void
}

/** Who is in a channel or a visit, and what each may do there. */
export function MemberList({ conversationId, memberCount, mayRemove, onChange }: MemberListProps) {
  const t = useTranslations('admin.conversation')
  /** The last person of each page before this one. */
  const [pages, setPages] = useState<readonly string[]>([])
  const [removing, setRemoving] = useState<MemberRow>()
  const { data, problem, again } = useRemote<MemberPage>(
    membersPath(conversationId, pages.at(-1)),
    memberCount,
  )
  const last = data?.members.at(-1)?.userId
  const nameOf = ({ displayName, userId }: MemberRow) =>
    displayName ?? t('nameless', { id: userId.slice(0, 8) })
  return (
    <Section title={t('members', { count: memberCount })} note={t('membersNote')}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-40" />}
      {data?.members.length === 0 && <p className="text-small text-muted">{t('noMembers')}</p>}
      <ul className="-my-1 flex flex-col divide-y divide-line empty:hidden">
        {data?.members.map((member) => (
          <li
            key={member.userId}
            className="flex min-h-11 items-center justify-between gap-3 py-1 text-small"
          >
            <Member member={member} />
            {mayRemove && (
              <IconButton
                label={t('remove', { name: nameOf(member) })}
                icon={<UserMinus aria-hidden />}
                tipAt="end"
                onClick={() => setRemoving(member)}
              />
            )}
          </li>
        ))}
      </ul>
      {(pages.length > 0 || data?.hasMore) && (
        <nav aria-label={t('memberPages')} className="flex gap-3 pt-3">
          {pages.length > 0 && <Button onClick={() => setPages([])}>{t('first')}</Button>}
          {data?.hasMore && last !== undefined && (
            <Button onClick={() => setPages([...pages, last])}>{t('more')}</Button>
          )}
        </nav>
      )}
      {removing && (
        <ConfirmDialog
          title={t('removeTitle', { name: nameOf(removing) })}
          description={t('removeText')}
          confirm={t('removeYes')}
          isHarm
          onConfirm={() => removeMember(conversationId, removing.userId)}
          onClose={() => setRemoving(undefined)}
          onDone={() => {
            again()
            onChange()
          }}
        />
      )}
    </Section>
  )
}

function Member({ member }: { member: MemberRow }) {
  const t = useTranslations('admin')
  const { role, joinedAt, mayWrite, mayManage } = member
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <PersonName {...member} />
      <span className="text-caption text-muted">
        {t(`role.${role}`)} · {t('conversation.since')} <Day at={joinedAt} />
      </span>
      <span className="flex flex-wrap gap-1">
        {mayManage && <Badge tone="accent">{t('conversation.mayManage')}</Badge>}
        <Badge>{t(mayWrite ? 'conversation.mayWrite' : 'conversation.mayRead')}</Badge>
      </span>
    </span>
  )
}
