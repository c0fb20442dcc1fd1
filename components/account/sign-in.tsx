'use client'

import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'

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
  const { register, handleSubmit, formState } = useForm<{ email: string; password: string }>()
  const { problem, secondsLeft, isWaiting, settle } = useAccountForm()

  const submit = handleSubmit(async ({ email, password }) => {
    if (!settle(await signIn(email, password))) return
    router.replace(wanted ?? (await pageAfterSignIn()))
    router.refresh()
  })
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm
        submit={t('submit')}
        busy={formState.isSubmitting}
        disabled={isWaiting}
        problem={problem}
        secondsLeft={secondsLeft}
        onSubmit={(event) => void submit(event)}
        others={
          <>
            <Link href="/forgot-password" className={buttonLook({ look: 'quiet', wide: true })}>
              {t('forgot')}
            </Link>
            <Link href="/chat" className={buttonLook({ look: 'quiet', wide: true })}>
              {t('guest')}
            </Link>
          </>
        }
      >
        <EmailField field={register('email', { required: true })} isWrong={Boolean(formState.errors.email)} />
        <PasswordField
          field={register('password', { required: true })}
          isWrong={Boolean(formState.errors.password)}
        />
      </AccountForm>
    </AccountPanel>
  )
}
