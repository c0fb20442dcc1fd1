import { useTranslations } from 'next-intl'

import { AsideSection } from '@/components/session/aside-section'
import { ShortcutList, type Shortcut } from '@/components/session/shortcut-list'

/** What the keyboard can do, beside what it does it to; for people who have one. */
export function ShortcutSection({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const t = useTranslations('chat.shortcuts')
  return (
    <AsideSection title={t('title')}>
      <ShortcutList shortcuts={shortcuts} />
    </AsideSection>
  )
}
