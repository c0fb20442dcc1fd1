'use client'

import { useTranslations } from 'next-intl'

import { FindPeople } from '@/components/messages/find-people'
import { Avatar } from '@/components/ui/avatar'

interface KnownPersonProps {
  account: string
  isBusy: boolean
  onChoose: (userId: string) => void
}

/** One of the people whom one shares a conversation with, chosen at once. */
export function KnownPerson({ account, isBusy, onChoose }: KnownPersonProps) {
  const t = useTranslations('conversations.people')
  return (
    <FindPeople account={account}>
      {({ userId, displayName }) => (
        <button
          key={userId}
          type="button"
          disabled={isBusy}
          aria-label={t('write', { name: displayName })}
          onClick={() => onChoose(userId)}
          className="flex min-h-12 w-full items-center gap-3 rounded-sm text-start -outline-offset-2 hover:bg-raised"
        >
          <Avatar name={displayName} />
          <span className="min-w-0 flex-1 truncate">
            <bdi>{displayName}</bdi>
          </span>
        </button>
      )}
    </FindPeople>
  )
}
