import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { SignIn } from '@/components/account/sign-in'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signIn.title'), robots: { index: false } }
}

export default function SignInPage() {
  return (
    <SiteFrame bare>
      <ClientMessages areas={['common', 'account']}>
        <SignIn />
      </ClientMessages>
    </SiteFrame>
  )
}
