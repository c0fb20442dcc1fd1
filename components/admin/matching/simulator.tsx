'use client'

import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { PolicyDialog } from '@/components/admin/matching/policy-dialog'
import { SimulationTable } from '@/components/admin/matching/simulation-table'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useSimulation } from '@/lib/client/admin/analytics/use-simulation'
import type { MatchingPage, Policy } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'
import { policyProblem, POLICY_BOUNDS } from '@/lib/domain/matching-policy'
import { measuredJoins } from '@/lib/domain/measured-joins'

/** How many people are made up for each policy, and how many times as many join as were measured. */
const JOINS = 4_000
const CROWDS = [1, 3, 10] as const
const NAMES = ['delayMs', 'patienceMs'] as const

/** Another policy beside the one that holds, tried on made-up people before it is switched on. */
export function Simulator({ page, canSet }: { page: MatchingPage; canSet: boolean }) {
  const t = useTranslations('admin.simulator')
  const [changes, setChanges] = useState(0)
  const { data: policy, problem, again } = useRemote<Policy>('/api/admin/matching/policy', changes)
  return (
    <Section title={t('title')} note={t('note')}>
      <div id="simulator" className="flex scroll-mt-4 flex-col gap-4">
        {problem && <ProblemNote problem={problem} onRetry={again} />}
        {policy && (
          <Trial
            key={`${policy.delayMs} ${policy.patienceMs}`}
            page={page}
            policy={policy}
            canSet={canSet}
            onSet={() => setChanges((count) => count + 1)}
          />
        )}
      </div>
    </Section>
  )
}

interface TrialProps {
  page: MatchingPage
  policy: Policy
  canSet: boolean
  onSet: () => void
}

function Trial({ page, policy, canSet, onSet }: TrialProps) {
  const t = useTranslations('admin.simulator')
  const [typed, setTyped] = useState({
    delayMs: String(policy.delayMs),
    patienceMs: String(policy.patienceMs),
  })
  const [crowd, setCrowd] = useState<number>(CROWDS[0])
  /** The crowd that the outcome is of. */
  const [tried, setTried] = useState<number>(CROWDS[0])
  const [isSwitching, setIsSwitching] = useState(false)
  const { simulation, start } = useSimulation()
  const wanted: Policy = { delayMs: Number(typed.delayMs), patienceMs: Number(typed.patienceMs) }
  const isWrong = Object.values(typed).some((text) => !text.trim()) || policyProblem(wanted) !== undefined
  const isSame = wanted.delayMs === policy.delayMs && wanted.patienceMs === policy.patienceMs
  const measured = measuredJoins(page, crowd)

  const handleRun = (event: FormEvent) => {
    event.preventDefault()
    if (!measured || isWrong) return
    setTried(crowd)
    start(measured, isSame ? [policy] : [policy, wanted], JOINS)
  }
  return (
    <>
      <p className="text-small">{t('holds', { delay: policy.delayMs, patience: policy.patienceMs })}</p>
      <Form onSubmit={handleRun} className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {NAMES.map((name) => (
          <Field
            key={name}
            label={t(name)}
            hint={t('bounds', POLICY_BOUNDS[name])}
            error={isWrong && isOut(name, typed[name]) ? t('bounds', POLICY_BOUNDS[name]) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={typed[name]}
                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('crowd')} hint={t('crowdHint')}>
          {(control) => (
            <Select {...control} value={crowd} onChange={(event) => setCrowd(Number(event.target.value))}>
              {CROWDS.map((times) => (
                <option key={times} value={times}>
                  {t('times', { times })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex flex-wrap gap-3 lg:pt-7">
          <Button
            type="submit"
            look="primary"
            disabled={isWrong || !measured}
            busy={simulation.phase === 'running'}
          >
            {t('run')}
          </Button>
          {canSet && (
            <Button disabled={isWrong || isSame} onClick={() => setIsSwitching(true)}>
              {t('switch')}
            </Button>
          )}
        </div>
      </Form>
      {!measured && <p className="text-small text-muted">{t('nothing')}</p>}
      <p role="status" className="text-caption text-muted empty:hidden">
        {simulation.phase === 'running' && t('running')}
      </p>
      {simulation.phase === 'done' && (
        <SimulationTable measured={tried === 1 ? page.total : undefined} results={simulation.results} />
      )}
      {isSwitching && (
        <PolicyDialog
          policy={wanted}
          onClose={() => setIsSwitching(false)}
          onSet={() => {
            setIsSwitching(false)
            onSet()
          }}
        />
      )}
    </>
  )
}

function isOut(name: (typeof NAMES)[number], text: string): boolean {
  const { min, max } = POLICY_BOUNDS[name]
  const value = Number(text)
  return !text.trim() || !Number.isInteger(value) || value < min || value > max
}
