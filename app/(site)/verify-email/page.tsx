import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { VerifyEmail } from '@/components/account/verify-email'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('verify.title'), robots: { index: false } }
}

export default function VerifyEmailPage() {
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'account']}>
        <VerifyEmail />
      </ClientMessages>
    </SiteFrame>
  )
}
