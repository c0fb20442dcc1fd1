'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { BAN_TERMS, banEnd, type BanTerm } from '@/lib/client/admin/users/ban-terms'
import { ban, type Problem, problemOf, type ResolvedReport } from '@/lib/client/admin/rest'

interface BanDialogProps {
  userId: string
  /** Null: nameless. */
  name: string | null
  /** Resolved with the ban. */
  resolves?: ResolvedReport | undefined
  onClose: () => void
  onBanned: () => void
  /** Another moderator has decided the report: this one banned no one. */
  onDecided?: () => void
}

const REASON_LENGTH = 2_000
const TERMS = Object.keys(BAN_TERMS) as BanTerm[]

/** How long and why, with what it means; the harm is confirmed by its own button. */
export function BanDialog({ userId, name, resolves, onClose, onBanned, onDecided }: BanDialogProps) {
  const t = useTranslations('admin.ban')
  const admin = useTranslations('admin')
  const [term, setTerm] = useState<BanTerm>('week')
  const [day, setDay] = useState('')
  const [reason, setReason] = useState('')
  const [state, setState] = useState<'ready' | 'busy' | 'noReason' | 'noDay' | Problem>('ready')

  const handleBan = async () => {
    const end = banEnd(term, day, Date.now())
    if (end === undefined) return setState('noDay')
    if (reason.trim() === '') return setState('noReason')
    setState('busy')
    const problem = problemOf(await ban(userId, reason.trim(), end, resolves))
    if (problem === 'decided') onDecided?.()
    if (problem) return setState(problem)
    onBanned()
    onClose()
  }
  const isProblem = !['ready', 'busy', 'noReason', 'noDay'].includes(state)

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: name ?? admin('shortId', { id: userId.slice(0, 8) }) })}
      description={resolves ? `${t('lead')} ${t('resolves')}` : t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="harm" busy={state === 'busy'} onClick={() => void handleBan()}>
            {t(`confirm.${term}`)}
          </Button>
        </>
      }
    >
      <Field label={t('howLong')}>
        {(control) => (
          <Select {...control} value={term} onChange={(event) => setTerm(toTerm(event.target.value))}>
            {TERMS.map((one) => (
              <option key={one} value={one}>
                {t(`term.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {term === 'until' && (
        <Field label={t('until')} hint={t('untilHint')} error={state === 'noDay' && t('noDay')}>
          {(control) => (
            <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
      )}
      <Field label={t('reason')} hint={t('reasonHint')} error={state === 'noReason' && t('noReason')}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={REASON_LENGTH}
            value={reason}
            className="max-h-40"
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {isProblem && (state === 'forbidden' ? t('forbidden') : admin(`problem.${state as Problem}`))}
      </p>
    </Dialog>
  )
}

function toTerm(value: string): BanTerm {
  return TERMS.find((term) => term === value) ?? 'week'
}
