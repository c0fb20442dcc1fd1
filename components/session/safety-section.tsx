import { Ban, Flag, Wind } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { AsideSection } from '@/components/session/aside-section'

const facts = [
  { key: 'nothing', Icon: Wind },
  { key: 'report', Icon: Flag },
  { key: 'block', Icon: Ban },
] as const

/** What is stored and what is not, and what a report and a block do. The buttons for them are in the session's bar. */
export function SafetySection() {
  const t = useTranslations('chat.aside.safety')
  return (
    <AsideSection title={t('title')}>
      <ul className="flex flex-col gap-3 text-small text-muted">
        {facts.map(({ key, Icon }) => (
          <li key={key} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3">
            <Icon aria-hidden className="mt-[1px] size-5 text-accent-ink" strokeWidth={1.75} />
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
    </AsideSection>
  )
}
