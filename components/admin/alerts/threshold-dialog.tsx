'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type FormEvent } from 'react'

import { useAlertWords } from '@/components/admin/alerts/use-alert-words'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { problemOf, setThreshold, type ThresholdRow } from '@/lib/client/admin/rest'
import { thresholdProblem } from '@/lib/domain/alerts'

interface ThresholdDialogProps {
  threshold: ThresholdRow
  onClose: () => void
  onSaved: () => void
}

/** Sets when one kind of alert is raised and cleared. Times are typed in seconds. */
export function ThresholdDialog({ threshold, onClose, onSaved }: ThresholdDialogProps) {
  const t = useTranslations('admin.alerts')
  const { name } = useAlertWords()
  const formId = useId()
  const { kind, unit } = threshold
  const factor = unit === 'ms' ? 1_000 : 1
  const [isOn, setIsOn] = useState(threshold.isOn)
  const [raise, setRaise] = useState(String(threshold.raise / factor))
  const [clear, setClear] = useState(String(threshold.clear / factor))
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const wanted = { isOn, raise: Number(raise) * factor, clear: Number(clear) * factor }
  const isWrong = !raise.trim() || !clear.trim() || thresholdProblem(kind, wanted) !== undefined
  const bounds = { min: threshold.min / factor, max: threshold.max / factor }

  const handleSave = async (event: FormEvent) => {
    event.preventDefault()
    if (isWrong) return
    setIsBusy(true)
    const problem = problemOf(await setThreshold(kind, wanted))
    setIsBusy(false)
    if (problem) setFailure(t('notSaved'))
    else onSaved()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={name(kind)}
      description={t('editText')}
      closeLabel={t('close')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} look="primary" busy={isBusy} disabled={isWrong}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={(event) => void handleSave(event)} className="flex flex-col gap-4">
        <Checkbox label={t('isOn')} checked={isOn} onChange={(event) => setIsOn(event.target.checked)} />
        <Field
          label={t(`raiseIn.${unit}`)}
          hint={t('raiseHint', bounds)}
          error={isWrong ? t('wrong', bounds) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={raise}
              onChange={(event) => setRaise(event.target.value)}
            />
          )}
        </Field>
        <Field label={t(`clearIn.${unit}`)} hint={t('clearHint')}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={clear}
              onChange={(event) => setClear(event.target.value)}
            />
          )}
        </Field>
        <p role="alert" className="text-small empty:hidden">
          {failure}
        </p>
      </Form>
    </Dialog>
  )
}
