'use client'

import { useTranslations } from 'next-intl'

import { NoticePage } from '@/components/site/notice-page'
import { buttonLook } from '@/components/ui/button-look'
import { usePageTitle } from '@/lib/client/browser/use-page-title'

/**
 * Shown in place of a page that failed; the digest is what the server's log calls the failure. Every page
 * carries this file, so it is kept small.
 */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const t = useTranslations('errors.broken')
  const brand = useTranslations('common')('brand')
  usePageTitle(`${t('title')} · ${brand}`)
  return (
    <div className="flex min-h-dvh flex-col">
      <NoticePage
        title={t('title')}
        text={t('text')}
        note={error.digest && t('reference', { digest: error.digest })}
        actions={
          <>
            <button type="button" className={buttonLook({ look: 'primary', size: 'lg' })} onClick={retry}>
              {t('retry')}
            </button>
            {/* A full load: whatever broke in the page's memory must not come along. */}
            <a href="/" className={buttonLook({ size: 'lg' })}>
              {t('home')}
            </a>
          </>
        }
      />
    </div>
  )
}
