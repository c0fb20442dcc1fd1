'use client'

import { useTranslations } from 'next-intl'

import { Brand } from '@/components/site/brand'
import { NoticePage } from '@/components/site/notice-page'
import { Button } from '@/components/ui/button'

/** Shown in place of a page that failed. The digest is what the server's log calls the failure. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations('errors.broken')
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto w-full max-w-6xl px-5 pt-3 lg:px-8 lg:pt-5">
        <Brand />
      </header>
      <NoticePage
        title={t('title')}
        text={t('text')}
        note={error.digest && t('reference', { digest: error.digest })}
        actions={
          <>
            <Button look="primary" size="lg" onClick={retry}>
              {t('retry')}
            </Button>
            <Button asChild size="lg">
              {/* A full load: whatever broke in the page's memory must not come along. */}
              <a href="/">{t('home')}</a>
            </Button>
          </>
        }
      />
    </div>
  )
}
