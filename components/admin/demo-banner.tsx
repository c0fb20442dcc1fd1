import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Says that figures are made up. */
export function DemoBanner() {
  const t = useTranslations('admin.demo')
  return (
    <aside
      aria-label={t('title')}
      className="flex items-start gap-3 rounded-lg bg-accent-soft px-4 py-3 text-small text-ink"
    >
      <FlaskConical aria-hidden className="mt-[2px] size-5 shrink-0 text-accent-ink" />
      <p>
        <strong className="font-[620]">{t('title')}.</strong> {t('text')}
      </p>
    </aside>
  )
}
