import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { NoticePage } from '@/components/site/notice-page'
import { SiteFrame } from '@/components/site/site-frame'
import { Button } from '@/components/ui/button'

export default function NotFound() {
  const t = useTranslations('errors.notFound')
  return (
    <SiteFrame bare>
      <NoticePage
        title={t('title')}
        text={t('text')}
        actions={
          <>
            <Button asChild look="primary" size="lg">
              <Link href="/">{t('home')}</Link>
            </Button>
            <Button asChild size="lg">
              <Link href="/chat">{t('chat')}</Link>
            </Button>
          </>
        }
      />
    </SiteFrame>
  )
}
