'use client'

import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type ComponentProps } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'

import { EmailField, PasswordField } from '@/components/account/account-fields'
import { AppealForm } from '@/components/account/appeal-form'
import { AccountForm } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { type Proven, SecondFactorStep } from '@/components/account/second-factor-step'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { pageAfterSignIn, signIn, type SignInClaim } from '@/lib/client/account/account-rest'
import { gateAddress, safeReturn } from '@/lib/client/account/return-address'
import { banIn } from '@/lib/client/account/refused'
import { useAccountForm } from '@/lib/client/account/use-account-form'

const SECOND_FACTOR_REQUIRED = 1014

/** Signs in with e-mail and password, and goes on to where one came from, or to what the account is for. */
export function SignIn() {
  const router = useRouter()
  const wanted = safeReturn(useSearchParams().get('next'))
  const [proven, setProven] = useState<Proven>()
  const goOn = async () => {
    router.replace(wanted ?? (await pageAfterSignIn()))
    router.refresh()
  }
  if (proven) return <SecondFactorStep proven={proven} onDone={goOn} onBack={() => setProven(undefined)} />
  return <PasswordStep onProven={setProven} onDone={goOn} />
}

interface PasswordStepProps {
  /** Address and password are right, and the account has a second factor. */
  onProven: (proven: Proven) => void
  onDone: () => Promise<void>
}

function PasswordStep({ onProven, onDone }: PasswordStepProps) {
  const t = useTranslations('account.signIn')
  const [banned, setBanned] = useState<ComponentProps<typeof AppealForm>>()
  const { form, field } = useAccountForm<SignInClaim>({
    send: async (claim) => {
      const result = await signIn(claim)
      const isAsked = !result.ok && !result.offline && result.code === SECOND_FACTOR_REQUIRED
      if (isAsked) onProven({ ...claim, methods: result.methods ?? [] })
      const ban = banIn(result)
      const { email, password } = claim
      setBanned(ban?.why === 'banned' ? { who: { email, password }, news: ban.appeal } : undefined)
      return result
    },
    onRefused: (code) => code === SECOND_FACTOR_REQUIRED,
    onDone,
  })
  return (
    <AccountPanel title={t('title')} lead={t('lead')}>
      <AccountForm
        submit={t('submit')}
        {...form}
        others={
          <Link href="/forgot-password" className={buttonLook({ look: 'quiet', wide: true })}>
            {t('forgot')}
          </Link>
        }
      >
        <EmailField {...field('email', { required: true })} />
        <PasswordField {...field('password', { required: true })} />
        <TenantKeyField {...field('tenantKey', {})} />
      </AccountForm>
      {banned && <AppealForm {...banned} />}
      <NewHere />
    </AccountPanel>
  )
}

/** For accounts of another tenant than the first; asked for by those alone who say so. */
function TenantKeyField({ field, isWrong }: { field: UseFormRegisterReturn; isWrong: boolean }) {
  const t = useTranslations('account.signIn')
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <Button look="quiet" className="-ms-4 self-start" onClick={() => setIsOpen(true)}>
        {t('tenant')}
      </Button>
    )
  }
  return (
    <Field label={t('tenantKey')} hint={t('tenantHint')} error={isWrong && t('tenantHint')}>
      {(control) => (
        <Input {...control} {...field} dir="ltr" autoComplete="off" spellCheck={false} autoFocus />
      )}
    </Field>
  )
}

/** For people who have no account to sign in with. */
function NewHere() {
  const t = useTranslations('account.signIn')
  return (
    <section aria-labelledby="new-here" className="mt-6 flex flex-col gap-3 border-t border-line pt-5">
      <div className="flex flex-col gap-1">
        <h2 id="new-here" className="text-body font-[620]">
          {t('new')}
        </h2>
        <p className="text-small text-muted">{t('createNote')}</p>
      </div>
      <div className="flex flex-col gap-2 sm:flex-row">
        <Link href={gateAddress('/settings#email')} className={buttonLook({ className: 'sm:flex-1' })}>
          {t('create')}
        </Link>
        <Link href="/chat" className={buttonLook({ look: 'quiet', className: 'sm:flex-1' })}>
          {t('guest')}
        </Link>
      </div>
    </section>
  )
}
