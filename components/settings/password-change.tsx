'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { newPassword, PasswordField } from '@/components/account/account-fields'
import { AccountForm } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { DoneNote } from '@/components/settings/done-note'
import { Button } from '@/components/ui/button'
import { ownAccount } from '@/lib/client/account/own-account'
import { useAccountForm } from '@/lib/client/account/use-account-form'

const INVALID_CREDENTIALS = 1008

/** Asks for the present password and a new one, once a person wants to. */
export function PasswordChange() {
  const t = useTranslations('settings.password')
  const [state, setState] = useState<'closed' | 'open' | 'done'>('closed')
  if (state === 'open')
    return <PasswordForm onDone={() => setState('done')} onCancel={() => setState('closed')} />
  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-5">
      <DoneNote takesFocus text={state === 'done' ? t('done') : undefined} />
      <Button onClick={() => setState('open')}>{t('change')}</Button>
    </div>
  )
}

function PasswordForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const t = useTranslations('settings')
  const { noteLoginsChanged } = useAccount()
  const { form, field } = useAccountForm<{ currentPassword: string; newPassword: string }>({
    send: (given) => ownAccount.changePassword(given.currentPassword, given.newPassword),
    problems: { [INVALID_CREDENTIALS]: 'wrongPassword' },
    onDone: () => {
      noteLoginsChanged()
      onDone()
    },
  })
  const cancel = (
    <Button look="quiet" onClick={onCancel}>
      {t('cancel')}
    </Button>
  )
  return (
    <AccountForm place="section" submit={t('password.save')} {...form} others={cancel}>
      <p className="text-small text-muted">{t('password.note')}</p>
      <PasswordField isCurrent {...field('currentPassword', { required: true })} />
      <PasswordField isNew {...field('newPassword', newPassword)} />
    </AccountForm>
  )
}
