'use client'

import { useTranslations } from 'next-intl'

import { AccountForm } from '@/components/account/account-form'
import { QrCode } from '@/components/settings/second-factor/qr-code'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type BegunTotp, secondFactor } from '@/lib/client/account/second-factor'
import { useAccountForm } from '@/lib/client/account/use-account-form'
import { asciiDigits } from '@/lib/domain/digits'

const SIX_DIGITS = /^\s*(\d\s*){6}$/

interface TotpScanProps {
  begun: BegunTotp
  onDone: (made: { recoveryCodes: string[] }) => Promise<void>
  onCancel: () => void
}

/** What the app scans (or has typed into it), and the code that it shows then. */
export function TotpScan({ begun: { secret, uri }, onDone, onCancel }: TotpScanProps) {
  const t = useTranslations('settings.secondFactor')
  const cancel = useTranslations('settings')('cancel')
  const wrong = useTranslations('account.secondFactor')('wrong')
  const { form, field } = useAccountForm({
    send: ({ code }: { code: string }) => secondFactor.confirmTotp(code),
    onDone,
  })
  const code = field('code', { validate: (typed) => SIX_DIGITS.test(asciiDigits(typed)) })
  return (
    <div className="flex w-full flex-col gap-5 sm:flex-row sm:gap-6">
      <QrCode text={uri} label={t('scanLabel')} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <p className="text-small">{t('scan')}</p>
        <p className="text-small text-muted">
          {t('typeSecret')}
          <code dir="ltr" className="mt-1 block font-mono text-small break-all text-ink select-all">
            {secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </code>
        </p>
        <AccountForm
          place="section"
          submit={t('confirm')}
          {...form}
          others={
            <Button look="quiet" onClick={onCancel}>
              {cancel}
            </Button>
          }
        >
          <Field label={t('code')} error={code.isWrong && (code.isRefused ? wrong : t('codeShort'))}>
            {(control) => (
              <Input
                {...control}
                {...code.field}
                inputMode="numeric"
                autoComplete="one-time-code"
                dir="ltr"
                autoFocus
                className="max-w-44 text-lead tracking-[0.2em] tabular-nums rtl:text-end"
              />
            )}
          </Field>
        </AccountForm>
      </div>
    </div>
  )
}
