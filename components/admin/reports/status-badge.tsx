'use client'

import { useTranslations } from 'next-intl'

import { Badge } from '@/components/ui/badge'
import type { ReportStatus } from '@/lib/domain/moderation'

/** How far a report is; what still waits stands out. */
export function StatusBadge({ status }: { status: ReportStatus }) {
  const t = useTranslations('admin.reports.status')
  return <Badge tone={status === 'pending' ? 'accent' : 'neutral'}>{t(status)}</Badge>
}
