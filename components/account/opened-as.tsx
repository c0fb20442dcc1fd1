'use client'

import dynamic from 'next/dynamic'
import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { followAccount, openAs, pageAccount } from '@/lib/client/account/page-account'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const AccountNewsDialog = dynamic(
  untilLoaded(() =>
    import('@/components/account/account-news-dialog').then((module) => module.AccountNewsDialog),
  ),
  { ssr: false },
)

interface OpenedAsProps {
  /** Whose page it is, as the server made it. */
  account: string
  children: ReactNode
}

/**
 * What is inside acts for this account and no other: when another account signs in in another tab, or this one signs out, the
 * page shows it and can only be opened anew.
 */
export function OpenedAs({ account, children }: OpenedAsProps) {
  // Before anything inside asks the server; on the server itself modules are shared by all requests.
  if (typeof window !== 'undefined') openAs(account)
  useLayoutEffect(() => openAs(account), [account])
  useEffect(followAccount, [])
  const news = useStore(pageAccount, (page) => page.news)
  return (
    <>
      {children}
      {news && <AccountNewsDialog news={news} />}
    </>
  )
}
