'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** As the server wants them; a name, an at sign and a host. */
const EMAIL = /^\S+@\S+\.\S+$/
const SHORTEST_PASSWORD = 10

/** The rules of fields in which something new is chosen. */
export const newEmail = { required: true, pattern: EMAIL }
export const newPassword = { required: true, minLength: SHORTEST_PASSWORD }

interface FieldProps {
  /** From react-hook-form. */
  field: UseFormRegisterReturn
  isWrong: boolean
  /** The server did not accept it. */
  isRefused?: boolean
}

export function EmailField({ field, isWrong, isRefused }: FieldProps) {
  const t = useTranslations('account.email')
  return (
    <Field label={t('label')} error={isWrong && (isRefused ? t('refused') : t('missing'))}>
      {(control) => <Input {...control} {...field} type="email" autoComplete="email" inputMode="email" />}
    </Field>
  )
}

interface PasswordFieldProps extends FieldProps {
  /** It is being chosen, not remembered. */
  isNew?: boolean
  /** Stands beside a new one. */
  isCurrent?: boolean
}

export function PasswordField({ field, isWrong, isNew, isCurrent }: PasswordFieldProps) {
  const t = useTranslations('account.password')
  return (
    <Field
      label={isNew ? t('new') : isCurrent ? t('current') : t('label')}
      hint={isNew && t('hint')}
      error={isWrong && (isNew ? t('short') : t('missing'))}
    >
      {(control) => (
        <Input
          {...control}
          {...field}
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
        />
      )}
    </Field>
  )
}
