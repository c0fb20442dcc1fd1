'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { EmailField, newEmail, newPassword, PasswordField } from '@/components/account/account-fields'
import { AccountForm, ProblemLine } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { DoneNote } from '@/components/settings/done-note'
import { PasswordChange } from '@/components/settings/password-change'
import { SettingsSection } from '@/components/settings/settings-section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { browserClock } from '@/lib/client/clock'
import { ownAccount } from '@/lib/client/account/own-account'
import { useAccountForm, useProblem } from '@/lib/client/account/use-account-form'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { VERIFICATION_LIFE_MS } from '@/lib/domain/proofs'

const INVALID_CREDENTIALS = 1008
const HOUR_MS = 60 * 60_000
/** Before that another letter would only be waited for. */
const AGAIN_AFTER_MS = 60_000

/** How one signs in from anywhere: an address and a password. */
export function EmailSection({ sendsMail }: { sendsMail: boolean }) {
  const t = useTranslations('settings.email')
  const { isMember } = useAccount()
  return (
    <SettingsSection id="email" title={t('title')} lead={isMember ? t('lead') : t('leadGuest')}>
      {isMember ? <Address sendsMail={sendsMail} /> : <NewEmailForm />}
      {isMember && <PasswordChange />}
    </SettingsSection>
  )
}

/** Gives a guest's account an address and a password; the letter with the link is on its way afterwards. */
function NewEmailForm() {
  const t = useTranslations('settings.email')
  const { reload, noteLoginsChanged } = useAccount()
  const { form, field } = useAccountForm<{ email: string; password: string }>({
    send: ({ email, password }) => ownAccount.addEmail(email, password),
    onDone: async () => {
      await reload()
      noteLoginsChanged()
    },
  })
  return (
    <AccountForm place="section" submit={t('add')} {...form}>
      <EmailField {...field('email', newEmail)} />
      <PasswordField isNew {...field('password', newPassword)} />
    </AccountForm>
  )
}

/** Another address, by the password. */
function OtherEmailForm({ sendsMail, onClose }: { sendsMail: boolean; onClose: () => void }) {
  const t = useTranslations('settings')
  const { reload, noteLoginsChanged } = useAccount()
  const { form, field } = useAccountForm<{ email: string; currentPassword: string }>({
    send: ({ email, currentPassword }) => ownAccount.changeEmail(email, currentPassword),
    problems: { [INVALID_CREDENTIALS]: 'wrongPassword' },
    onDone: async () => {
      await reload()
      noteLoginsChanged()
      onClose()
    },
  })
  const cancel = (
    <Button look="quiet" onClick={onClose}>
      {t('cancel')}
    </Button>
  )
  return (
    <AccountForm place="section" submit={t('email.other')} {...form} others={cancel}>
      <p className="text-small text-muted">{t(sendsMail ? 'email.otherNote' : 'email.otherNoMail')}</p>
      <EmailField {...field('email', newEmail)} />
      <PasswordField isCurrent {...field('currentPassword', { required: true })} />
    </AccountForm>
  )
}

/** The address and whether it is confirmed; it can be replaced. */
function Address({ sendsMail }: { sendsMail: boolean }) {
  const t = useTranslations('settings.email')
  const { profile } = useAccount()
  const [isReplacing, setIsReplacing] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-[560] break-all">{profile.email}</bdi>
        <Badge tone={profile.emailVerified ? 'accent' : 'neutral'}>
          {profile.emailVerified ? t('confirmed') : t('waiting')}
        </Badge>
      </p>
      {isReplacing ? (
        <OtherEmailForm sendsMail={sendsMail} onClose={() => setIsReplacing(false)} />
      ) : (
        <AddressActions
          isConfirmed={profile.emailVerified}
          sendsMail={sendsMail}
          onReplace={() => setIsReplacing(true)}
        />
      )}
    </div>
  )
}

interface AddressActionsProps {
  isConfirmed: boolean
  sendsMail: boolean
  onReplace: () => void
}

function AddressActions({ isConfirmed, sendsMail, onReplace }: AddressActionsProps) {
  const t = useTranslations('settings.email')
  if (!isConfirmed && sendsMail) return <Unconfirmed onReplace={onReplace} />
  const change = (
    <Button className="self-start" onClick={onReplace}>
      {t('change')}
    </Button>
  )
  if (isConfirmed) return change
  return (
    <>
      <p className="text-small text-muted">{t('noMail')}</p>
      {change}
    </>
  )
}

function Unconfirmed({ onReplace }: { onReplace: () => void }) {
  const t = useTranslations('settings.email')
  const { problem, secondsLeft, settle } = useProblem()
  const [sentAt, setSentAt] = useState<number>()
  const [isBusy, setIsBusy] = useState(false)
  const wait = useSecondsLeft(sentAt === undefined ? undefined : sentAt + AGAIN_AFTER_MS)

  const sendAgain = async () => {
    setIsBusy(true)
    if (settle(await ownAccount.mailLinkAgain())) setSentAt(browserClock.now())
    setIsBusy(false)
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-muted">{t('sent', { hours: VERIFICATION_LIFE_MS / HOUR_MS })}</p>
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      <DoneNote text={sentAt === undefined ? undefined : t('sentAgain')} />
      <div className="flex flex-wrap gap-3">
        <Button
          busy={isBusy}
          disabled={wait > 0 || problem === 'tooFast'}
          className="tabular-nums"
          onClick={() => void sendAgain()}
        >
          {wait > 0 ? t('againIn', { seconds: wait }) : t('again')}
        </Button>
        <Button look="quiet" onClick={onReplace}>
          {t('other')}
        </Button>
      </div>
    </div>
  )
}
