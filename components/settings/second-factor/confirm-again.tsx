'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Result } from '@/lib/client/api'
import { hasPasskeys } from '@/lib/client/account/passkeys'
import { type Confirmation, secondFactor } from '@/lib/client/account/second-factor'
import { useAccountForm } from '@/lib/client/account/use-account-form'
import type { FactorMethod } from '@/lib/domain/second-factor'

const INVALID_CREDENTIALS = 1008

interface ConfirmAgainProps<Data> {
  submit: string
  /** What the account has; empty: no factor is asked for. */
  methods: readonly FactorMethod[]
  send: (shown: Confirmation) => Promise<Result<Data>>
  onDone: (data: Data) => void | Promise<void>
  onCancel: () => void
  children?: ReactNode
}

interface Typed {
  currentPassword: string
  /** Absent where none is asked for. */
  totp?: string
}

/** Asks for the password, and for the second factor that there is, once more before something about it changes. */
export function ConfirmAgain<Data>({
  submit,
  methods,
  send,
  onDone,
  onCancel,
  children,
}: ConfirmAgainProps<Data>) {
  const t = useTranslations('settings')
  const { isMember } = useAccount()
  const mayShowPasskey = methods.includes('passkey') && hasPasskeys()
  const { form, field } = useAccountForm<Typed, Data>({
    send: async ({ currentPassword, totp = '' }) => {
      const password = isMember ? { currentPassword } : {}
      if (totp.trim()) return send({ ...password, totp })
      if (methods.length === 0) return send(password)
      const passkey = await secondFactor.showPasskey()
      return passkey.ok ? send({ ...password, passkey: passkey.data }) : passkey
    },
    problems: { [INVALID_CREDENTIALS]: 'wrongPassword' },
    onDone,
  })
  const totp = field('totp', { required: methods.length > 0 && !mayShowPasskey })
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
        {methods.length > 0 && (
          <CodeField hasTotp={methods.includes('totp')} mayShowPasskey={mayShowPasskey} {...totp} />
        )}
      </AccountForm>
    </div>
  )
}

interface CodeFieldProps {
  field: object
  isWrong: boolean
  isRefused: boolean
  hasTotp: boolean
  mayShowPasskey: boolean
}

/** A code of the app, or a recovery code; left empty where a passkey is shown instead. */
function CodeField({ field, isWrong, isRefused, hasTotp, mayShowPasskey }: CodeFieldProps) {
  const t = useTranslations('account.secondFactor')
  const orPasskey = useTranslations('settings.secondFactor')('orPasskey')
  return (
    <Field
      label={hasTotp ? t('code') : t('recoveryCode')}
      hint={mayShowPasskey ? orPasskey : hasTotp && t('hint')}
      error={isWrong && t(isRefused ? 'wrong' : 'missing')}
    >
      {(control) => (
        <Input
          {...control}
          {...field}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          dir="ltr"
          className="max-w-56 tracking-[0.15em] tabular-nums rtl:text-end"
        />
      )}
    </Field>
  )
}
