'use client'

import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { startTransition, useOptimistic } from 'react'

import { keepLanguage } from '@/lib/client/account/keep-language'
import { chooseLanguage, whenOnline } from '@/lib/client/browser/language'
import { locales, toLocale } from '@/lib/i18n/locales'

/**
 * The language of everything, each named in itself. Only the words of the page are asked for again, so that
 * what is typed and under way stays; without a network that happens as soon as there is one.
 */
export function LanguageChoice({ className }: { className?: string }) {
  const t = useTranslations('common')
  const { refresh } = useRouter()
  const [locale, expect] = useOptimistic(useLocale())

  const handleChoose = (value: string) => {
    const chosen = toLocale(value)
    chooseLanguage(chosen)
    void keepLanguage(chosen)
    startTransition(() => {
      expect(chosen)
      whenOnline(refresh)
    })
  }

  return (
    <span className={clsx('relative inline-flex items-center text-muted hover:text-ink', className)}>
      <select
        aria-label={t('language')}
        value={locale}
        onChange={(event) => handleChoose(event.target.value)}
        className="field-sizing-content min-h-11 appearance-none rounded-md bg-transparent ps-3 pe-9 text-body font-[560] transition-colors [@media(pointer:fine)]:text-small"
      >
        {Object.entries(locales).map(([value, { name }]) => (
          <option key={value} value={value} lang={value} className="bg-surface text-ink">
            {name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute end-3 size-4" />
    </span>
  )
}
