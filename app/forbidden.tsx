import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { NoticePage } from '@/components/site/notice-page'
import { PageTitle } from '@/components/site/page-title'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'

/** Shown with status 403 to those whose account may not see a page. */
export default function Forbidden() {
  const t = useTranslations('errors.forbidden')
  const brand = useTranslations('common')('brand')
  return (
    <SiteFrame bare>
      <PageTitle title={`${t('title')} · ${brand}`} />
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
