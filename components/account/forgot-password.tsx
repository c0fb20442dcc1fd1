'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'

import { EmailField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { forgotPassword } from '@/lib/client/account'
import { useAccountForm } from '@/lib/client/use-account-form'

const EMAIL = /^\S+@\S+\.\S+$/

/** Asks for a link; says the same whether the address is known or not. */
export function ForgotPassword() {
  const t = useTranslations('account.forgot')
  const [isSent, setIsSent] = useState(false)
  const { register, handleSubmit, formState } = useForm<{ email: string }>()
  const { problem, secondsLeft, isWaiting, settle } = useAccountForm()

  const submit = handleSubmit(async ({ email }) => setIsSent(settle(await forgotPassword(email))))
  if (isSent) return <AccountPanel title={t('sentTitle')} lead={t('sent')} />
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm
        submit={t('submit')}
        busy={formState.isSubmitting}
        disabled={isWaiting}
        problem={problem}
        secondsLeft={secondsLeft}
        onSubmit={(event) => void submit(event)}
      >
        <EmailField
          field={register('email', { required: true, pattern: EMAIL })}
          isWrong={Boolean(formState.errors.email)}
        />
      </AccountForm>
    </AccountPanel>
  )
}
