'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { GateRefusal } from '@/components/gate/gate-refusal'
import { GateWait } from '@/components/gate/gate-wait'
import { KeepOrigin } from '@/components/site/keep-origin'
import { Skeleton } from '@/components/ui/skeleton'
import { signInAgain } from '@/lib/client/account/identity'
import { banIn, type Refused, tooFastIn } from '@/lib/client/account/refused'
import { browserClock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const GateForm = dynamic(
  untilLoaded(() => import('@/components/gate/gate-form').then((module) => module.GateForm)),
  {
    loading: () => <GateFormShape />,
  },
)

type Phase = 'checking' | 'asking' | Refused | { readonly why: 'tooFast'; readonly until: Millis }

interface GateProps {
  /** The page of this site to go on to; the chat unless given. */
  next?: string | undefined
  /** Called with the session cookie set. By default the next page is shown, now knowing its viewer. */
  onPassed?: () => void
}

/**
 * Asks people without an account for age and consent, and signs returning devices in without asking. It is a
 * whole screen with a `main` of its own, and needs the `gate` catalogue around it.
 */
export function Gate({ next, onPassed }: GateProps) {
  const t = useTranslations('gate')
  const router = useRouter()
  const [phase, setPhase] = useState<Phase>('checking')

  const handlePassed = () => {
    if (onPassed) return onPassed()
    router.replace(next ?? '/chat')
    router.refresh()
  }

  const look = async () => {
    const result = await signInAgain()
    if (result?.ok) return handlePassed()
    const wait = result && tooFastIn(result)
    // A browser that is known is asked nothing again, only because it cannot be told yet who it is.
    if (wait !== undefined) setPhase({ why: 'tooFast', until: browserClock.now() + wait })
    else setPhase(banIn(result) ?? 'asking')
  }

  useEffect(() => {
    void look()
    // Once per visit: signing in again on every render would spend the sign-in limit.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  if (typeof phase === 'object') {
    return phase.why === 'tooFast' ? (
      <GateWait key={phase.until} until={phase.until} onOver={() => void look()} />
    ) : (
      <GateRefusal refused={phase} />
    )
  }
  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col px-5 pt-6 pb-[max(20px,env(safe-area-inset-bottom))] sm:justify-center sm:py-12"
    >
      <KeepOrigin />
      <h1 className="text-title font-[640]">{t('title')}</h1>
      <p className="mt-3 text-muted">{t('lead')}</p>
      {phase === 'checking' ? (
        <GateFormShape />
      ) : (
        <GateForm next={next} onPassed={handlePassed} onRefused={setPhase} />
      )}
    </main>
  )
}

function GateFormShape() {
  const t = useTranslations('gate')
  return (
    <div className="mt-8 flex flex-1 flex-col gap-5 sm:flex-none">
      <p role="status" className="sr-only">
        {t('checking')}
      </p>
      <Skeleton className="h-5 w-36" />
      <Skeleton className="h-12" />
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
      <Skeleton className="mt-auto h-14 sm:mt-3" />
    </div>
  )
}
