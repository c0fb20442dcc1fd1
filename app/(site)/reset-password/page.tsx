import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ResetPassword } from '@/components/account/reset-password'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('reset.title'), robots: { index: false } }
}

export default function ResetPasswordPage() {
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'account']}>
        <ResetPassword />
      </ClientMessages>
    </SiteFrame>
  )
}
