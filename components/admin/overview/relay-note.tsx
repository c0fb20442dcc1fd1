'use client'

import { clsx } from 'clsx'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { RelayState } from '@/lib/domain/ice'

/** Whether the relays for voice and video answer; read out when that changes. */
export function RelayNote({ state }: { state: RelayState }) {
  const t = useTranslations('admin.overview.relay')
  const isWell = state === 'ok'
  const Sign = isWell ? CircleCheck : TriangleAlert
  return (
    <p
      role="status"
      className={clsx(
        'flex items-center gap-2 text-small',
        isWell ? 'text-muted' : 'rounded-md bg-raised px-4 py-3',
      )}
    >
      <Sign aria-hidden className={clsx('shrink-0', isWell ? 'size-4' : 'size-5')} />
      {t(state)}
    </p>
  )
}
