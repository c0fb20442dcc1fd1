'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { useViewerRole } from '@/components/admin/viewer-role'
import { Badge } from '@/components/ui/badge'
import { isPermitted } from '@/lib/domain/permissions'

interface PersonNameProps {
  userId: string
  /** Null: nameless, or gone. */
  displayName: string | null
  banned?: boolean
}

/** A person, by name or else by the beginning of their id; a link for viewers who may see their page. */
export function PersonName({ userId, displayName, banned }: PersonNameProps) {
  const t = useTranslations('admin')
  const mayOpen = isPermitted(useViewerRole(), 'admin.users')
  const name = displayName ?? t('shortId', { id: userId.slice(0, 8) })
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-2">
      {mayOpen ? (
        <Link
          href={`/admin/users/${encodeURIComponent(userId)}`}
          prefetch={false}
          className="truncate font-[560] underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {name}
        </Link>
      ) : (
        <span className="truncate font-[560]">{name}</span>
      )}
      {banned && <Badge tone="harm">{t('banned')}</Badge>}
    </span>
  )
}
