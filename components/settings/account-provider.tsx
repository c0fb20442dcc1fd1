'use client'

import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'

import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { ownAccount, type Profile } from '@/lib/client/account/own-account'
import { useLoaded } from '@/lib/client/account/use-loaded'

interface AccountParts {
  readonly profile: Profile
  /** An account with a password; others live in this browser alone. */
  readonly isMember: boolean
  /** Shows what the server has answered. */
  readonly show: (profile: Profile) => void
  /** Asks again. */
  readonly reload: () => Promise<void>
  /** Grows when logins end as a side effect, so that their list asks again. */
  readonly loginsChanged: number
  readonly noteLoginsChanged: () => void
}

const AccountContext = createContext<AccountParts | undefined>(undefined)

/** Loads one's own account for the sections inside. Without a login any more, the page is asked for again: it leads to the gate. */
export function AccountProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const { state, reload, retry, show } = useLoaded(ownAccount.profile)
  const [loginsChanged, setLoginsChanged] = useState(0)
  const isSignedOut = state.phase === 'failed' && state.problem === 'signedOut'

  useEffect(() => {
    if (isSignedOut) router.refresh()
  }, [isSignedOut, router])

  useEffect(() => {
    // An address is confirmed in another tab, or in the mail's own browser.
    const handleVisible = () => void (document.hidden || reload())
    document.addEventListener('visibilitychange', handleVisible)
    return () => document.removeEventListener('visibilitychange', handleVisible)
  }, [reload])

  const profile = state.phase === 'ready' ? state.data : undefined
  const parts = useMemo(
    () =>
      profile && {
        profile,
        isMember: profile.email !== null,
        show,
        reload,
        loginsChanged,
        noteLoginsChanged: () => setLoginsChanged((count) => count + 1),
      },
    // `show` only sets state, which is the same function for the component's life.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [profile, reload, loginsChanged],
  )
  if (parts) return <AccountContext value={parts}>{children}</AccountContext>
  if (state.phase === 'failed' && !isSignedOut)
    return <LoadProblem problem={state.problem} onRetry={() => void retry()} />
  return <SettingsSkeleton />
}

/** One's own account, in a section. */
export function useAccount(): AccountParts {
  const parts = use(AccountContext)
  if (!parts) throw new Error('A section of the settings was rendered outside AccountProvider.')
  return parts
}
