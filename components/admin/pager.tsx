'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { buttonLook } from '@/components/ui/button-look'
import { useAddress } from '@/lib/client/admin/use-address'

interface PlaceInPages {
  readonly before: string | undefined
  readonly [name: string]: string | undefined
}

/** The way to older entries, and back to the newest. @param after - the address' values for what comes after the last one shown. */
export function Pager({ hasMore, after }: { hasMore: boolean; after: PlaceInPages }) {
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
      {hasMore && after.before && (
        <Link href={addressWith(after)} prefetch={false} className={buttonLook({})}>
          {t('older')}
        </Link>
      )}
    </nav>
  )
}
