'use client'

import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'

import { EmailField, PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { buttonLook } from '@/components/ui/button-look'
import { pageAfterSignIn, signIn } from '@/lib/client/account'
import { safeReturn } from '@/lib/client/return-address'
import { useAccountForm } from '@/lib/client/use-account-form'

/** Signs in with e-mail and password, and goes on to where one came from, or to what the account is for. */
export function SignIn() {
  const t = useTranslations('account.signIn')
  const router = useRouter()
  const wanted = safeReturn(useSearchParams().get('next'))
  const { form, field } = useAccountForm<{ email: string; password: string }>({
    send: ({ email, password }) => signIn(email, password),
    onDone: async () => {
      router.replace(wanted ?? (await pageAfterSignIn()))
      router.refresh()
    },
  })
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm
        submit={t('submit')}
        {...form}
        others={
          <>
            <Link href="/forgot-password" className={buttonLook({ look: 'quiet', wide: true })}>
              {t('forgot')}
            </Link>
            <Link href="/chat" className={buttonLook({ look: 'quiet', wide: true })}>
              {t('guest')}
            </Link>
            <Link href="/settings#email" className={buttonLook({ look: 'quiet', wide: true })}>
              {t('keep')}
            </Link>
          </>
        }
      >
        <EmailField {...field('email', { required: true })} />
        <PasswordField {...field('password', { required: true })} />
      </AccountForm>
    </AccountPanel>
  )
}
