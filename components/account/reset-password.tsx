'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { newPassword, PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { buttonLook } from '@/components/ui/button-look'
import { INVALID_LINK } from '@/lib/client/account/account-problem'
import { checkResetLink, resetPassword, tokenInAddress } from '@/lib/client/account/account-rest'
import type { Result } from '@/lib/client/api'
import { useAccountForm } from '@/lib/client/account/use-account-form'

const isSpent = (result: Result<unknown>) => !result.ok && !result.offline && result.code === INVALID_LINK

async function isOver(token: string): Promise<boolean> {
  return token === '' || isSpent(await checkResetLink(token))
}

/** Sets a new password by a mailed link, which works once. */
export function ResetPassword() {
  const t = useTranslations('account.reset')
  const signIn = useTranslations('account.signIn')
  const forgot = useTranslations('account.forgot')
  const [phase, setPhase] = useState<'asking' | 'done' | 'bad'>('asking')
  const { form, field } = useAccountForm<{ password: string }>({
    send: ({ password }) => resetPassword(tokenInAddress(location.hash), password),
    onDone: () => setPhase('done'),
    onRefused: (code) => {
      if (code === INVALID_LINK) setPhase('bad')
      return code === INVALID_LINK
    },
  })

  useEffect(() => {
    void isOver(tokenInAddress(location.hash)).then((over) => over && setPhase('bad'))
  }, [])

  if (phase !== 'asking') {
    const [href, label] =
      phase === 'done' ? ['/sign-in', signIn('submit')] : ['/forgot-password', forgot('submit')]
    return (
      <AccountPanel title={t(`${phase}Title`)} lead={t(phase)}>
        <Link
          href={href}
          className={buttonLook({ look: 'primary', size: 'lg', wide: true, className: 'mt-8' })}
        >
          {label}
        </Link>
      </AccountPanel>
    )
  }
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm submit={t('submit')} {...form}>
        <PasswordField isNew {...field('password', newPassword)} />
      </AccountForm>
    </AccountPanel>
  )
}
