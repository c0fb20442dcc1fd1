'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { Button } from '@/components/ui/button'
import type { Result } from '@/lib/client/api'
import { useAccountForm } from '@/lib/client/account/use-account-form'

const INVALID_CREDENTIALS = 1008

interface PasswordAgainProps<Data> {
  submit: string
  /** Of an account that has one. */
  send: (password: string | undefined) => Promise<Result<Data>>
  onDone: (data: Data) => void | Promise<void>
  onCancel: () => void
  children?: ReactNode
}

/** Asks for the password once more before something about the second factor changes. */
export function PasswordAgain<Data>({ submit, send, onDone, onCancel, children }: PasswordAgainProps<Data>) {
  const t = useTranslations('settings')
  const { isMember } = useAccount()
  const { form, field } = useAccountForm<{ currentPassword: string }, Data>({
    send: ({ currentPassword }) => send(isMember ? currentPassword : undefined),
    problems: { [INVALID_CREDENTIALS]: 'wrongPassword' },
    onDone,
  })
  const cancel = (
    <Button look="quiet" onClick={onCancel}>
      {t('cancel')}
    </Button>
  )
  return (
    <div className="w-full">
      <AccountForm place="section" submit={submit} {...form} others={cancel}>
        {children}
        {isMember && <PasswordField isCurrent {...field('currentPassword', { required: true })} />}
      </AccountForm>
    </div>
  )
}
