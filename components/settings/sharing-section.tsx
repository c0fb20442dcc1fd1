'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { DoneNote } from '@/components/settings/done-note'
import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSection } from '@/components/settings/settings-section'
import { Checkbox } from '@/components/ui/checkbox'
import { Skeleton } from '@/components/ui/skeleton'
import { type AccountProblem, problemOf } from '@/lib/client/account/account-problem'
import { type OwnPrivacy, ownPrivacy } from '@/lib/client/account/own-privacy'
import { useLoaded } from '@/lib/client/account/use-loaded'

const CHOICES = [
  { setting: 'read_receipts_enabled', name: 'read', who: 'readWho' },
  { setting: 'delivery_receipts_enabled', name: 'delivered', who: 'deliveredWho' },
  { setting: 'typing_indicators_enabled', name: 'typing', who: 'typingWho' },
] as const

/** What others learn of how one reads and types. */
export function SharingSection() {
  const t = useTranslations('settings.sharing')
  const { state, retry } = useLoaded(ownPrivacy.read)
  return (
    <SettingsSection id="sharing" title={t('title')} lead={t('lead')}>
      {state.phase === 'loading' && <Skeleton className="h-40" />}
      {state.phase === 'failed' && <LoadProblem problem={state.problem} onRetry={() => void retry()} />}
      {state.phase === 'ready' && <Choices initial={state.data} />}
    </SettingsSection>
  )
}

function Choices({ initial }: { initial: OwnPrivacy }) {
  const t = useTranslations('settings.sharing')
  const [chosen, setChosen] = useState(initial)
  const [outcome, setOutcome] = useState<AccountProblem | 'saved'>()
  const lastChange = useRef(Promise.resolve())

  const save = async (setting: keyof OwnPrivacy, isShown: boolean) => {
    const result = await ownPrivacy.change({ [setting]: isShown })
    if (!result.ok) setChosen((before) => ({ ...before, [setting]: !isShown }))
    setOutcome(problemOf(result) ?? 'saved')
  }
  // One after the other, so that the last choice is what is kept.
  const choose = (setting: keyof OwnPrivacy, isShown: boolean) => {
    setChosen((before) => ({ ...before, [setting]: isShown }))
    setOutcome(undefined)
    lastChange.current = lastChange.current.then(() => save(setting, isShown))
  }
  const problem = outcome === 'saved' ? undefined : outcome
  return (
    <div className="flex flex-col gap-2">
      {CHOICES.map(({ setting, name, who }) => (
        <div key={setting} className="flex flex-col">
          <Checkbox
            label={<span className="font-[560]">{t(name)}</span>}
            aria-describedby={`sharing-${name}`}
            checked={chosen[setting]}
            onChange={(event) => choose(setting, event.target.checked)}
          />
          <p id={`sharing-${name}`} className="ms-9 text-small text-muted">
            {t(who)}
          </p>
        </div>
      ))}
      <DoneNote text={outcome === 'saved' ? t('saved') : undefined} />
      <ProblemLine problem={problem === 'tooFast' ? 'unexpected' : problem} secondsLeft={0} />
    </div>
  )
}
