import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'

import { ClientMessages } from '@/components/i18n/client-messages'
import { LazyPlayground } from '@/components/playground/lazy-playground'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('playground'))('pageTitle'), robots: { index: false } }
}

/** Tries any event of any contract with the rights of any account. */
export default async function PlaygroundPage() {
  const t = await getTranslations('playground')
  const link = 'inline-flex min-h-11 items-center text-accent-ink underline underline-offset-4'
  return (
    <SiteFrame wide>
      <main
        id="content"
        lang="en"
        dir="ltr"
        tabIndex={-1}
        className="mx-auto w-full max-w-360 px-5 outline-none lg:px-8"
      >
        <h1 className="mt-6 text-title">{t('title')}</h1>
        <p className="mt-2 max-w-prose text-muted">{t('intro')}</p>
        <p className="flex flex-wrap gap-x-5 text-small">
          <Link className={link} href="/api/docs/events" prefetch={false}>
            {t('reference')}
          </Link>
          <Link className={link} href="/api/docs/rest" prefetch={false}>
            {t('endpoints')}
          </Link>
        </p>
        <ClientMessages areas={['common', 'errors', 'playground']}>
          <LazyPlayground />
        </ClientMessages>
      </main>
    </SiteFrame>
  )
}
