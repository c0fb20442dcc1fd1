import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { NoticePage } from '@/components/site/notice-page'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('errors'))('notFound.title') }
}

export default function NotFound() {
  const t = useTranslations('errors.notFound')
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
            <Link href="/chat" className={buttonLook({ size: 'lg' })}>
              {t('chat')}
            </Link>
          </>
        }
      />
    </SiteFrame>
  )
}
