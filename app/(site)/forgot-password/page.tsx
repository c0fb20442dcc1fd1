import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ForgotPassword } from '@/components/account/forgot-password'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('forgot.title'), robots: { index: false } }
}

export default function ForgotPasswordPage() {
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'account']}>
        <ForgotPassword />
      </ClientMessages>
    </SiteFrame>
  )
}
