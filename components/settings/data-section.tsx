'use client'

import { Download, LogOut, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { useAccount } from '@/components/settings/account-provider'
import { DoneNote } from '@/components/settings/done-note'
import { EraseDialog } from '@/components/settings/erase-dialog'
import { LeaveDialog } from '@/components/settings/leave-dialog'
import { SettingsSection } from '@/components/settings/settings-section'
import { Button } from '@/components/ui/button'
import { leaveAccount } from '@/lib/client/account/leave-account'
import { ownAccount } from '@/lib/client/account/own-account'
import { saveFile } from '@/lib/client/browser/save-file'
import { useProblem } from '@/lib/client/account/use-account-form'

/** Taking one's data along, and the two ways out. */
export function DataSection() {
  const t = useTranslations('settings.data')
  const { isMember } = useAccount()
  const { problem, secondsLeft, settle } = useProblem()
  const [busy, setBusy] = useState<'export' | 'leave'>()
  const [isExported, setIsExported] = useState(false)
  const [dialog, setDialog] = useState<'leave' | 'erase' | 'keep'>()
  const close = () => setDialog(undefined)

  useEffect(() => {
    if (dialog !== 'keep') return undefined
    // A dialog that closes gives focus back in a task of its own; this has to come after it.
    const timer = setTimeout(() => document.querySelector<HTMLElement>('#email input')?.focus())
    return () => clearTimeout(timer)
  }, [dialog])

  const handleExport = async () => {
    setBusy('export')
    const result = await ownAccount.export()
    if (result.ok) saveFile(`omegoo-${result.data.exportedAt.slice(0, 10)}.json`, result.data)
    setIsExported(settle(result))
    setBusy(undefined)
  }
  const handleLogOut = async () => {
    setBusy('leave')
    settle(await leaveAccount(ownAccount.logOut))
    setBusy(undefined)
  }
  return (
    <SettingsSection id="data" title={t('title')}>
      <Row lead={t('exportLead')}>
        <Button busy={busy === 'export'} onClick={() => void handleExport()}>
          <Download aria-hidden />
          {t('export')}
        </Button>
      </Row>
      <DoneNote text={isExported ? t('exported') : undefined} />
      <Row lead={t('logOutLead')}>
        <Button busy={busy === 'leave'} onClick={() => (isMember ? void handleLogOut() : setDialog('leave'))}>
          <LogOut aria-hidden className="rtl:-scale-x-100" />
          {t('logOut')}
        </Button>
      </Row>
      <Row lead={t('eraseLead')}>
        <Button look="harm-quiet" onClick={() => setDialog('erase')}>
          <Trash2 aria-hidden />
          {t('erase')}
        </Button>
      </Row>
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      {dialog === 'leave' && <LeaveDialog onClose={close} onKeep={() => setDialog('keep')} />}
      {dialog === 'erase' && <EraseDialog onClose={close} />}
    </SettingsSection>
  )
}

function Row({ lead, children }: { lead: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2 sm:flex-row sm:items-center sm:justify-between sm:gap-4">
      <p className="text-small text-muted sm:order-none">{lead}</p>
      {children}
    </div>
  )
}
