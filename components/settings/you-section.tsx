'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { OwnId } from '@/components/account/own-id'
import { AccountForm } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { DoneNote } from '@/components/settings/done-note'
import { SettingsSection } from '@/components/settings/settings-section'
import { Badge } from '@/components/ui/badge'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ownAccount, type Profile } from '@/lib/client/account/own-account'
import { useAccountForm } from '@/lib/client/account/use-account-form'

const LONGEST_NAME = 50
const TIERS = ['guest', 'phone', 'both'] as const

/** The name, and how far the account is confirmed. */
export function YouSection() {
  const t = useTranslations('settings')
  const { profile, isMember } = useAccount()
  const tier = TIERS[profile.tier] ?? 'guest'
  return (
    <SettingsSection id="you" title={t('you.title')} lead={t('you.lead')}>
      <NameForm />
      <OwnId account={profile.id} />
      <div className="flex flex-col gap-2 border-t border-line pt-5">
        <p className="flex flex-wrap items-center gap-2 text-small font-[560]">
          {t('tier.label')}
          <Badge tone={tier === 'guest' ? 'neutral' : 'accent'}>
            {t(`tier.${tierWords(profile, isMember)}`)}
          </Badge>
        </p>
        <p className="text-small text-muted">{t(`tier.${tier}Next`)}</p>
      </div>
    </SettingsSection>
  )
}

/** Some have a level by their role, without a number or an address that is confirmed. */
function tierWords({ tier, emailVerified, phoneVerified }: Profile, isMember: boolean) {
  const name = TIERS[tier] ?? 'guest'
  if (name === 'both' && !(emailVerified && phoneVerified)) return 'highest'
  return name === 'guest' && isMember ? 'member' : name
}

function NameForm() {
  const t = useTranslations('settings.you')
  const { profile, show } = useAccount()
  const [note, setNote] = useState<string>()
  const { form, field } = useAccountForm({
    send: ({ name }: { name: string }) => {
      setNote(undefined)
      return ownAccount.rename(name.trim() || null)
    },
    onDone: (changed) => {
      show({ ...changed, tier: profile.tier })
      setNote(t('saved'))
    },
  })
  const name = field('name', { maxLength: LONGEST_NAME })
  return (
    <AccountForm place="section" submit={t('save')} {...form} others={<SavedBeside text={note} />}>
      <Field label={t('name')} hint={t('nameHint')} error={name.isWrong && t('nameLong')}>
        {(control) => (
          <Input
            {...control}
            {...name.field}
            defaultValue={profile.displayName ?? ''}
            autoComplete="nickname"
            maxLength={LONGEST_NAME}
          />
        )}
      </Field>
    </AccountForm>
  )
}

const SavedBeside = ({ text }: { text: string | undefined }) => (
  <span className="flex items-center">
    <DoneNote text={text} />
  </span>
)
