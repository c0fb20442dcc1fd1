'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input, Textarea } from '@/components/ui/input'
import { KnownPeople } from '@/components/messages/known-people'
import { useProblem } from '@/lib/client/account/use-account-form'
import { visitsRest } from '@/lib/client/visits/visits-rest'
import { VISIT_BOUNDS } from '@/lib/domain/visits/visit'

const FORM = 'new-visit'
const USER_NOT_FOUND = 3004

/** Holds a visit: with whom, when, and whether people wait to be let in. */
export function NewVisitDialog({ account, onClose }: { account: string; onClose: () => void }) {
  const t = useTranslations('visits.new')
  const router = useRouter()
  const { problem, secondsLeft, settle } = useProblem()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const [time, setTime] = useState('')
  const [hasWaitingRoom, setHasWaitingRoom] = useState(true)
  const [wrong, setWrong] = useState<'nobody' | 'tooMany' | 'unknown' | 'past'>()
  const [isBusy, setIsBusy] = useState(false)

  const handleMake = async () => {
    const participantIds = [...new Set([...chosen, ...typed.split(/[\s,;]+/).filter(Boolean)])]
    if (participantIds.length === 0) return setWrong('nobody')
    if (participantIds.length > VISIT_BOUNDS.participants) return setWrong('tooMany')
    const scheduledAt = time === '' ? null : new Date(time).toISOString()
    setWrong(undefined)
    setIsBusy(true)
    const result = await visitsRest.create({ participantIds, scheduledAt, waitingRoom: hasWaitingRoom })
    setIsBusy(false)
    const refused = !result.ok && !result.offline ? result : undefined
    if (refused?.code === USER_NOT_FOUND) return setWrong('unknown')
    if (refused?.field === 'scheduledAt') return setWrong('past')
    if (!settle(result) || !result.ok) return
    router.push(`/visits/${encodeURIComponent(result.data.visitId)}`)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button look="primary" type="submit" form={FORM} busy={isBusy} disabled={problem === 'tooFast'}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy) void handleMake()
        }}
      >
        <KnownPeople account={account} chosen={chosen} onChoose={setChosen} />
        <Field
          label={t('ids')}
          hint={t('idsHint')}
          error={wrong && wrong !== 'past' && t(wrong, { count: VISIT_BOUNDS.participants })}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="ltr"
              rows={1}
              spellCheck={false}
              autoComplete="off"
              className="max-h-32 rtl:text-right"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setWrong(undefined)
              }}
            />
          )}
        </Field>
        <Field label={t('time')} hint={t('timeHint')} error={wrong === 'past' && t('past')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={time}
              onChange={(event) => setTime(event.target.value)}
            />
          )}
        </Field>
        <Checkbox
          label={t('waitingRoom')}
          checked={hasWaitingRoom}
          onChange={(event) => setHasWaitingRoom(event.target.checked)}
        />
        <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      </Form>
    </Dialog>
  )
}
