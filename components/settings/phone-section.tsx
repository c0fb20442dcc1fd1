'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { AccountForm } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { CodeForm } from '@/components/settings/code-form'
import { DoneNote } from '@/components/settings/done-note'
import { SettingsSection } from '@/components/settings/settings-section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ownAccount, type SentCode } from '@/lib/client/account/own-account'
import { useAccountForm } from '@/lib/client/account/use-account-form'
import { toE164 } from '@/lib/domain/phone'

type Step = { at: 'number' } | { at: 'code'; sent: SentCode } | { at: 'done' }

/** Confirms a number: where to send a code, and the code. */
export function PhoneSection() {
  const t = useTranslations('settings.phone')
  const { profile, reload } = useAccount()
  const [step, setStep] = useState<Step>({ at: profile.phoneVerified ? 'done' : 'number' })
  const [isNews, setIsNews] = useState(false)

  const handleVerified = async () => {
    await reload()
    setIsNews(true)
    setStep({ at: 'done' })
  }
  return (
    <SettingsSection id="phone" title={t('title')} lead={t('lead')}>
      {step.at === 'number' && <NumberForm onSent={(sent) => setStep({ at: 'code', sent })} />}
      {step.at === 'code' && (
        <CodeForm sent={step.sent} onVerified={handleVerified} onOther={() => setStep({ at: 'number' })} />
      )}
      {step.at === 'done' && (
        <div className="flex flex-col items-start gap-4">
          <DoneNote takesFocus text={isNews ? t('done') : undefined} />
          {!isNews && <Badge tone="accent">{t('confirmed')}</Badge>}
          <Button onClick={() => setStep({ at: 'number' })}>{t('replace')}</Button>
        </div>
      )}
    </SettingsSection>
  )
}

function NumberForm({ onSent }: { onSent: (sent: SentCode) => void }) {
  const t = useTranslations('settings.phone')
  const { form, field } = useAccountForm({
    send: ({ phone }: { phone: string }) => ownAccount.sendCode(toE164(phone) ?? ''),
    onDone: onSent,
  })
  const phone = field('phone', { validate: (typed) => toE164(typed) !== undefined })
  return (
    <AccountForm place="section" submit={t('send')} {...form}>
      <Field label={t('number')} hint={t('hint')} error={phone.isWrong && t('wrong')}>
        {(control) => (
          <Input
            {...control}
            {...phone.field}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            dir="ltr"
            className="rtl:text-end"
          />
        )}
      </Field>
    </AccountForm>
  )
}
