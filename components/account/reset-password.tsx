'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'

import { PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { buttonLook } from '@/components/ui/button-look'
import { checkResetLink, INVALID_LINK, resetPassword, tokenInAddress } from '@/lib/client/account'
import type { Result } from '@/lib/client/api'
import { useAccountForm } from '@/lib/client/use-account-form'

const SHORTEST_PASSWORD = 10

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
  const { register, handleSubmit, formState } = useForm<{ password: string }>()
  const { problem, secondsLeft, isWaiting, settle } = useAccountForm()

  useEffect(() => {
    void isOver(tokenInAddress(location.hash)).then((over) => over && setPhase('bad'))
  }, [])

  const submit = handleSubmit(async ({ password }) => {
    const result = await resetPassword(tokenInAddress(location.hash), password)
    if (isSpent(result)) return setPhase('bad')
    if (settle(result)) setPhase('done')
  })

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
      <AccountForm
        submit={t('submit')}
        busy={formState.isSubmitting}
        disabled={isWaiting}
        problem={problem}
        secondsLeft={secondsLeft}
        onSubmit={(event) => void submit(event)}
      >
        <PasswordField
          isNew
          field={register('password', { required: true, minLength: SHORTEST_PASSWORD })}
          isWrong={Boolean(formState.errors.password)}
        />
      </AccountForm>
    </AccountPanel>
  )
}
