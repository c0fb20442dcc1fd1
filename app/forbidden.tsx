import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { NoticePage } from '@/components/site/notice-page'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('errors'))('forbidden.title') }
}

/** Shown with status 403 to those whose account may not see a page. */
export default function Forbidden() {
  const t = useTranslations('errors.forbidden')
  return (
    <SiteFrame bare>
      <NoticePage
        title={t('title')}
        text={t('text')}
        actions={
          <>
            <Link href="/" className={buttonLook({ look: 'primary', size: 'lg' })}>
              {t('home')}
            </Link>
            <Link href="/sign-in" className={buttonLook({ size: 'lg' })}>
              {t('signIn')}
            </Link>
          </>
        }
      />
    </SiteFrame>
  )
}
