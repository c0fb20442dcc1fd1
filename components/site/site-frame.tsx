import { clsx } from 'clsx'
import Link from 'next/link'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { LanguageChoice } from '@/components/i18n/language-choice'
import { UpdateBanner } from '@/components/pwa/update-banner'
import { Brand } from '@/components/site/brand'
import { ThemeSwitch } from '@/components/site/theme-switch'
import { THEME_COOKIE, toTheme } from '@/lib/client/browser/theme'

interface SiteFrameProps {
  children: ReactNode
  /** Stands opposite the brand; without a footer, the choice of language does when nothing else is given. */
  aside?: ReactNode
  /** Leaves the footer out where it would only distract. */
  bare?: boolean
  /** As wide as a page for work. */
  wide?: boolean
}

/** Header and footer around the pages that are not the product itself. */
export async function SiteFrame({ children, aside, bare, wide }: SiteFrameProps) {
  const width = wide ? 'max-w-360' : 'max-w-6xl'
  return (
    <div className="flex min-h-dvh flex-col">
      <UpdateBanner />
      <header
        className={clsx(
          'mx-auto flex w-full items-center justify-between gap-4 px-5 pt-[max(12px,env(safe-area-inset-top))] lg:px-8 lg:pt-5',
          width,
        )}
      >
        <Brand />
        {aside ?? (bare && <LanguageChoice className="-me-3" />)}
      </header>
      {children}
      {!bare && <SiteFooter width={width} />}
    </div>
  )
}

async function SiteFooter({ width }: { width: string }) {
  const t = await getTranslations('common')
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  const link = 'inline-flex min-h-11 items-center rounded-sm px-2 text-muted hover:text-ink'
  return (
    <footer
      className={clsx(
        'mx-auto mt-auto flex w-full flex-wrap items-center justify-between gap-4 px-5 pt-10 pb-[max(24px,env(safe-area-inset-bottom))] text-small lg:px-8',
        width,
      )}
    >
      <nav aria-label={t('footer.label')} className="-ms-2 flex flex-wrap gap-x-2">
        <Link className={link} href="/terms">
          {t('footer.terms')}
        </Link>
        <Link className={link} href="/privacy">
          {t('footer.privacy')}
        </Link>
        <Link className={link} href="/api/docs" prefetch={false}>
          {t('footer.api')}
        </Link>
        <Link className={link} href="/playground" prefetch={false}>
          {t('footer.playground')}
        </Link>
      </nav>
      <div className="flex flex-wrap items-center gap-3">
        <LanguageChoice className="-ms-3" />
        <ThemeSwitch initial={theme} />
      </div>
    </footer>
  )
}
