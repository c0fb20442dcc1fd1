'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { AccountForm, ProblemLine } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { signIn, type SignInClaim } from '@/lib/client/account/account-rest'
import { hasPasskeys } from '@/lib/client/account/passkeys'
import { passkeyFor } from '@/lib/client/account/second-factor'
import { useAccountForm } from '@/lib/client/account/use-account-form'

/** Address and password, once they were right. */
export interface Proven extends SignInClaim {
  /** How the account can show its second factor: `totp`, `passkey`. */
  readonly methods: readonly string[]
}

interface SecondFactorStepProps {
  proven: Proven
  onDone: () => void | Promise<void>
  onBack: () => void
}

/** Asks for the second factor of an account with a role: a code, or a passkey where there is one. */
export function SecondFactorStep({ proven, onDone, onBack }: SecondFactorStepProps) {
  const t = useTranslations('account.secondFactor')
  const { methods } = proven
  const { form, field } = useAccountForm({
    send: ({ totp }: { totp: string }) => signIn(proven, { totp }),
    onDone,
  })
  const totp = field('totp', { required: true })
  const lead = methods.includes('totp') ? t('lead') : t('leadPasskey')
  return (
    <AccountPanel title={t('title')} lead={lead}>
      {methods.includes('passkey') && hasPasskeys() && <PasskeyWay proven={proven} onDone={onDone} />}
      <AccountForm
        submit={t('submit')}
        {...form}
        others={
          <Button look="quiet" wide onClick={onBack}>
            {t('back')}
          </Button>
        }
      >
        <Field
          label={methods.includes('totp') ? t('code') : t('recoveryCode')}
          hint={methods.includes('totp') && t('hint')}
          error={totp.isWrong && t(totp.isRefused ? 'wrong' : 'missing')}
        >
          {(control) => (
            <Input
              {...control}
              {...totp.field}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              dir="ltr"
              autoFocus
              className="text-lead tracking-[0.15em] tabular-nums rtl:text-end"
            />
          )}
        </Field>
      </AccountForm>
    </AccountPanel>
  )
}

function PasskeyWay({ proven, onDone }: Pick<SecondFactorStepProps, 'proven' | 'onDone'>) {
  const t = useTranslations('account.secondFactor')
  const { form } = useAccountForm({
    send: async () => {
      const passkey = await passkeyFor(proven)
      return passkey.ok ? signIn(proven, { passkey: passkey.data }) : passkey
    },
    onDone,
  })
  return (
    <Form noValidate onSubmit={form.onSubmit} className="mt-6 flex flex-col gap-3">
      <Button type="submit" look="primary" size="lg" wide busy={form.busy} disabled={form.disabled}>
        <KeyRound aria-hidden />
        {t('passkey')}
      </Button>
      <ProblemLine problem={form.problem} secondsLeft={form.secondsLeft} />
    </Form>
  )
}
