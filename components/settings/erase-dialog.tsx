'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'

import { PasswordField } from '@/components/account/account-fields'
import { ProblemLine } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { leaveAccount } from '@/lib/client/account/leave-account'
import { ownAccount } from '@/lib/client/account/own-account'
import { useAccountForm } from '@/lib/client/account/use-account-form'
import { KEPT_DAYS } from '@/lib/domain/retention'

const INVALID_CREDENTIALS = 1008

/** Says exactly what goes and what stays, and asks for the password, or for a tick where there is none. */
export function EraseDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.erase')
  const cancel = useTranslations('settings')('cancel')
  const { isMember } = useAccount()
  const id = useId()
  const { form, field } = useAccountForm<{ currentPassword: string; understood: boolean }>({
    send: ({ currentPassword }) =>
      leaveAccount(() => ownAccount.erase(isMember ? currentPassword : undefined)),
    problems: { [INVALID_CREDENTIALS]: 'wrongPassword' },
    onDone: () => undefined,
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      closeLabel={cancel}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" form={id} look="harm" busy={form.busy} disabled={form.disabled}>
            {t('go')}
          </Button>
        </>
      }
    >
      <Fate />
      <Form id={id} noValidate onSubmit={form.onSubmit} className="flex flex-col gap-3">
        {isMember ? (
          <PasswordField isCurrent {...field('currentPassword', { required: true })} />
        ) : (
          <Understood {...field('understood', { required: true })} />
        )}
        <ProblemLine problem={form.problem} secondsLeft={form.secondsLeft} />
      </Form>
    </Dialog>
  )
}

type FieldParts = Pick<Parameters<typeof PasswordField>[0], 'field' | 'isWrong'>

function Understood({ field, isWrong }: FieldParts) {
  const t = useTranslations('settings.erase')
  return <Checkbox {...field} label={t('understood')} error={isWrong && t('understoodMissing')} />
}

function Fate() {
  const t = useTranslations('settings.erase')
  const gone = ['goneAccount', 'goneLogins', 'goneBlocks', 'goneMeetings'] as const
  const list = 'ms-5 list-disc text-muted'
  return (
    <div className="flex flex-col gap-3 text-small">
      <div>
        <p>{t('gone')}</p>
        <ul className={list}>
          {gone.map((what) => (
            <li key={what}>{t(what)}</li>
          ))}
        </ul>
      </div>
      <div>
        <p>{t('stays')}</p>
        <ul className={list}>
          <li>{t('staysReports', { days: KEPT_DAYS.evidence })}</li>
          <li>{t('staysDigests', { days: KEPT_DAYS.evidence })}</li>
          <li>{t('staysAudit', { days: KEPT_DAYS.audit })}</li>
        </ul>
      </div>
    </div>
  )
}
