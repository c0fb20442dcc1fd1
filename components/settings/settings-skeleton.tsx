'use client'

import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'

/** The shape of the sections while the account is on its way. */
export function SettingsSkeleton() {
  const t = useTranslations('settings')
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {['h-72', 'h-96', 'h-56', 'h-40'].map((height) => (
        <Skeleton key={height} className={`${height} rounded-lg`} />
      ))}
    </div>
  )
}
