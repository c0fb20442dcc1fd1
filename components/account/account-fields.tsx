'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface FieldProps {
  /** From react-hook-form. */
  field: UseFormRegisterReturn
  isWrong: boolean
}

export function EmailField({ field, isWrong }: FieldProps) {
  const t = useTranslations('account.email')
  return (
    <Field label={t('label')} error={isWrong && t('missing')}>
      {(control) => <Input {...control} {...field} type="email" autoComplete="email" inputMode="email" />}
    </Field>
  )
}

export function PasswordField({ field, isWrong, isNew }: FieldProps & { isNew?: boolean }) {
  const t = useTranslations('account.password')
  return (
    <Field
      label={isNew ? t('new') : t('label')}
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
