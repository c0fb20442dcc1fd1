import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'

import type { PresenceStatus } from '@/lib/domain/presence/presence'

const looks: Readonly<Record<PresenceStatus, string>> = {
  online: 'bg-part-5',
  away: 'border-2 border-accent-ink bg-surface',
  busy: 'bg-ink',
  in_call: 'bg-ink',
  offline: 'border-2 border-line-strong bg-surface',
}

/** What a person is shown as, by colour and shape: full, hollow, or with a bar through it; in words for readers. */
export function PresenceDot({ status, className }: { status: PresenceStatus; className?: string }) {
  const t = useTranslations('conversations.presence')
  return (
    <span
      title={t(status)}
      className={clsx(
        'relative inline-flex size-3 shrink-0 items-center justify-center rounded-full forced-colors:border',
        looks[status],
        className,
      )}
    >
      {(status === 'busy' || status === 'in_call') && (
        <span aria-hidden className="h-[2px] w-[6px] rounded-full bg-canvas" />
      )}
      <span className="sr-only">{t(status)}</span>
    </span>
  )
}
