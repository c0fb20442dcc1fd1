'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { EmailField, newEmail } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { forgotPassword } from '@/lib/client/account/account-rest'
import { useAccountForm } from '@/lib/client/account/use-account-form'

/** Asks for a link; shows the same whether the address is known or not. */
export function ForgotPassword() {
  const t = useTranslations('account.forgot')
  const [isSent, setIsSent] = useState(false)
  const { form, field } = useAccountForm<{ email: string }>({
    send: ({ email }) => forgotPassword(email),
    onDone: () => setIsSent(true),
  })

  if (isSent) return <AccountPanel title={t('sentTitle')} lead={t('sent')} />
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm submit={t('submit')} {...form}>
        <EmailField {...field('email', newEmail)} />
      </AccountForm>
    </AccountPanel>
  )
}
