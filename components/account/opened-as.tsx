'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { followAccount, openAs, pageAccount } from '@/lib/client/page-account'

interface OpenedAsProps {
  /** Whose page it is, as the server made it. */
  account: string
  children: ReactNode
}

/**
 * What is inside acts for this account and no other: when somebody else signs in in another tab, or this one signs out, the
 * page says so and can only be opened anew.
 */
export function OpenedAs({ account, children }: OpenedAsProps) {
  // Before anything inside asks the server; on the server itself modules are shared by everybody.
  if (typeof window !== 'undefined') openAs(account)
  useLayoutEffect(() => openAs(account), [account])
  useEffect(followAccount, [])
  return (
    <>
      {children}
      <AccountNewsDialog />
    </>
  )
}

function AccountNewsDialog() {
  const t = useTranslations('common.accountNews')
  const news = useStore(pageAccount, (page) => page.news)
  const reload = () => location.reload()
  if (!news) return null
  return (
    <Dialog
      open
      // There is one way on, whatever one presses.
      onOpenChange={reload}
      title={t(`${news}.title`)}
      description={t(`${news}.text`)}
      closeLabel={t(`${news}.reload`)}
      actions={
        <Button look="primary" onClick={reload}>
          {t(`${news}.reload`)}
        </Button>
      }
    >
      {null}
    </Dialog>
  )
}
