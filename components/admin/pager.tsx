'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { buttonLook } from '@/components/ui/button-look'
import { useAddress } from '@/lib/client/admin/use-address'

/** The way to older entries, and back to the newest. @param last - the time of the last one shown. */
export function Pager({ hasMore, last }: { hasMore: boolean; last: string | undefined }) {
  const t = useTranslations('admin.pager')
  const { params, addressWith } = useAddress()
  const isFirst = params.get('before') === null
  if (isFirst && !hasMore) return null
  return (
    <nav aria-label={t('label')} className="flex gap-3">
      {!isFirst && (
        <Link href={addressWith({})} prefetch={false} className={buttonLook({})}>
          {t('newest')}
        </Link>
      )}
      {hasMore && last && (
        <Link href={addressWith({ before: last })} prefetch={false} className={buttonLook({})}>
          {t('older')}
        </Link>
      )}
    </nav>
  )
}
