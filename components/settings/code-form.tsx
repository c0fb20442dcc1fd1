'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { AccountForm } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { browserClock } from '@/lib/client/clock'
import { ownAccount, type SentCode } from '@/lib/client/account/own-account'
import { useAccountForm } from '@/lib/client/account/use-account-form'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { asciiDigits } from '@/lib/domain/digits'
import { CODE_TRIES } from '@/lib/domain/proofs'

const INVALID_CODE = 1011
/** Before that another message would only be waited for. */
const AGAIN_AFTER_MS = 60_000
const SIX_DIGITS = /^\s*(\d\s*){6}$/

interface CodeFormProps {
  sent: SentCode
  onVerified: () => Promise<void>
  /** Another number is wanted. */
  onOther: () => void
}

/** The code that was sent: tries left, how long it is good, and another one after a while. */
export function CodeForm({ sent: { phone, expiresIn }, onVerified, onOther }: CodeFormProps) {
  const t = useTranslations('settings.phone')
  const [sentAt, setSentAt] = useState(() => browserClock.now())
  const [triesLeft, setTriesLeft] = useState(CODE_TRIES)
  const isOver = useSecondsLeft(sentAt + expiresIn * 1_000) === 0

  const code = useAccountForm({
    send: ({ otp }: { otp: string }) => ownAccount.verifyCode(phone, asciiDigits(otp).replace(/\s/g, '')),
    onDone: onVerified,
    onRefused: (reason) => {
      if (reason === INVALID_CODE) setTriesLeft((tries) => tries - 1)
      return reason === INVALID_CODE
    },
  })
  const handleSentAgain = () => {
    setSentAt(browserClock.now())
    setTriesLeft(CODE_TRIES)
    code.reset()
  }

  const otp = code.field('otp', {
    validate: (typed) => SIX_DIGITS.test(asciiDigits(typed)),
    required: true,
  })
  const hint = isOver ? 'codeOver' : triesLeft <= 0 ? 'codeSpent' : undefined
  const error =
    (hint && t(hint)) ||
    (otp.isWrong && t('codeShort')) ||
    (triesLeft < CODE_TRIES && t('codeWrong', { tries: triesLeft }))
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-small">
        {t('sent', { phone, minutes: expiresIn / 60 })}
      </p>
      <AccountForm
        place="section"
        submit={t('confirm')}
        {...code.form}
        disabled={code.form.disabled || hint !== undefined}
      >
        <Field label={t('code')} error={error}>
          {(control) => (
            <Input
              {...control}
              {...otp.field}
              inputMode="numeric"
              autoComplete="one-time-code"
              dir="ltr"
              autoFocus
              className="max-w-44 text-lead tracking-[0.2em] tabular-nums rtl:text-end"
            />
          )}
        </Field>
      </AccountForm>
      <Another phone={phone} sentAt={sentAt} onSent={handleSentAgain} onOther={onOther} />
    </div>
  )
}

interface AnotherProps {
  phone: string
  /** When the last one was sent, epoch ms. */
  sentAt: number
  onSent: () => void
  onOther: () => void
}

function Another({ phone, sentAt, onSent, onOther }: AnotherProps) {
  const t = useTranslations('settings.phone')
  const wait = useSecondsLeft(sentAt + AGAIN_AFTER_MS)
  const { form } = useAccountForm({ send: () => ownAccount.sendCode(phone), onDone: onSent })
  const other = (
    <Button look="quiet" onClick={onOther}>
      {t('other')}
    </Button>
  )
  return (
    <AccountForm
      place="section"
      submit={wait > 0 ? t('againIn', { seconds: wait }) : t('again')}
      {...form}
      disabled={form.disabled || wait > 0}
      others={other}
    />
  )
}
