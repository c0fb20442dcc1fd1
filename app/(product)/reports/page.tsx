import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { OwnReports } from '@/components/moderation/own-reports'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonLook } from '@/components/ui/button-look'
import { signInAddress } from '@/lib/client/account/return-address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moderation.own'))('title'), robots: { index: false } }
}

/** What became of one's own reports. */
export default async function OwnReportsPage() {
  const viewer = await pageViewer()
  if (!viewer) redirect(signInAddress('/reports'))
  const t = await getTranslations('moderation.own')
  return (
    <SiteFrame>
      <main id="content" className="mx-auto flex w-full max-w-[40rem] flex-col gap-5 px-5 pt-6 pb-10">
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="text-muted">{t('lead')}</p>
        <ClientMessages areas={['common', 'moderation']}>
          <OpenedAs key={viewer.userId} account={viewer.userId}>
            <OwnReports />
          </OpenedAs>
        </ClientMessages>
        <p>
          <Link href="/chat" className={buttonLook({ look: 'primary', size: 'lg' })}>
            {t('goOn')}
          </Link>
        </p>
      </main>
    </SiteFrame>
  )
}
