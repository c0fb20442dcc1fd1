'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Textarea } from '@/components/ui/input'
import { KnownPeople } from '@/components/messages/known-people'
import { useProblem } from '@/lib/client/account/use-account-form'
import type { VisitRoom } from '@/lib/client/visits/visit-room'
import type { Visit } from '@/lib/client/visits/visits-rest'
import { VISIT_BOUNDS } from '@/lib/domain/visits/visit'

const FORM = 'invite-to-visit'
const USER_NOT_FOUND = 3004
const TOO_MANY_PARTICIPANTS = 3006

interface InviteDialogProps {
  room: VisitRoom
  visit: Visit
  account: string
  onClose: () => void
}

/** Invites more people to a visit, and takes back invitations of those who are not in it yet. */
export function InviteDialog({ room, visit, account, onClose }: InviteDialogProps) {
  const t = useTranslations('visits.invite')
  const words = useTranslations('visits.new')
  const { problem, secondsLeft, settle } = useProblem()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<'nobody' | 'tooMany' | 'unknown'>()
  const [isBusy, setIsBusy] = useState(false)

  const handleInvite = async () => {
    const people = [...new Set([...chosen, ...typed.split(/[\s,;]+/).filter(Boolean)])]
    if (people.length === 0) return setWrong('nobody')
    if (people.length > VISIT_BOUNDS.participants) return setWrong('tooMany')
    setWrong(undefined)
    setIsBusy(true)
    const result = await room.actions.invite(people)
    setIsBusy(false)
    const code = !result.ok && !result.offline ? result.code : undefined
    if (code === USER_NOT_FOUND) return setWrong('unknown')
    if (code === TOO_MANY_PARTICIPANTS) return setWrong('tooMany')
    if (!settle(result) || !result.ok) return
    setChosen(new Set())
    setTyped('')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t(visit.waitingRoom ? 'text' : 'textAtOnce')}
      closeLabel={t('close')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('close')}
          </Button>
          <Button look="primary" type="submit" form={FORM} busy={isBusy} disabled={problem === 'tooFast'}>
            {t('go')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Form
          id={FORM}
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (!isBusy) void handleInvite()
          }}
        >
          <KnownPeople account={account} chosen={chosen} onChoose={setChosen} />
          <Field
            label={words('ids')}
            hint={words('idsHint')}
            error={wrong && words(wrong, { count: VISIT_BOUNDS.participants })}
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
          <ProblemLine problem={problem} secondsLeft={secondsLeft} />
        </Form>
        <Expected room={room} visit={visit} />
      </div>
    </Dialog>
  )
}

/** Those whose invitation can be taken back. */
function Expected({ room, visit: { participants } }: { room: VisitRoom; visit: Visit }) {
  const t = useTranslations('visits.invite')
  const [busy, setBusy] = useState<string>()
  const [hasFailed, setHasFailed] = useState(false)
  const expected = participants.filter(({ state }) => state !== 'admitted')

  const handleWithdraw = async (userId: string) => {
    setBusy(userId)
    const result = await room.actions.withdraw(userId)
    setBusy(undefined)
    setHasFailed(!result.ok)
  }
  return (
    <section aria-labelledby="expected-title" className="flex flex-col gap-1">
      <h3 id="expected-title" className="text-small font-[620]">
        {t('expected')}
      </h3>
      {expected.length === 0 ? (
        <p className="text-small text-muted">{t('nobody')}</p>
      ) : (
        <ul className="relative flex max-h-48 flex-col divide-y divide-line overflow-y-auto">
          {expected.map(({ userId, displayName, state }) => (
            <li key={userId} className="flex items-center gap-2 py-1 text-small">
              <span className="min-w-0 flex-1 truncate">
                <bdi>{displayName}</bdi>
                {state === 'waiting' && <span className="text-muted"> · {t('waits')}</span>}
              </span>
              <Button look="quiet" busy={busy === userId} onClick={() => void handleWithdraw(userId)}>
                {t('withdraw')}
                <span className="sr-only">{displayName}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="alert" className="text-small empty:hidden">
        {hasFailed && t('failed')}
      </p>
    </section>
  )
}
