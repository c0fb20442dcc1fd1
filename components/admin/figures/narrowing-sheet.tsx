'use client'

import { useTranslations } from 'next-intl'

import { SegmentList, type SegmentListProps } from '@/components/admin/figures/segment-list'
import { useValueWords } from '@/components/admin/figures/use-value-words'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useFilterValues } from '@/lib/client/admin/analytics/use-segments'
import { type FigureDimension, NOT_KNOWN } from '@/lib/domain/figure-filter'
import { CHAT_TYPES } from '@/lib/domain/sessions'

interface NarrowingSheetProps<D extends FigureDimension> extends SegmentListProps<D> {
  open: boolean
  onOpenChange: (open: boolean) => void
  limits: string | undefined
}

/** Everything that a page can be narrowed by, and the segments that keep it under a name. */
export function NarrowingSheet<D extends FigureDimension>(props: NarrowingSheetProps<D>) {
  const { open, onOpenChange, limits, ...rest } = props
  const t = useTranslations('analytics.filter')
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('narrowTitle')}
      description={t('narrowText')}
      closeLabel={t('close')}
      form="sheet"
      actions={
        <>
          <Button onClick={() => rest.onChange({})}>{t('clear')}</Button>
          <Button look="primary" onClick={() => onOpenChange(false)}>
            {t('done')}
          </Button>
        </>
      }
    >
      {limits && <p className="text-small text-muted">{limits}</p>}
      <ValueFields {...rest} />
      <SegmentList {...rest} />
    </Dialog>
  )
}

function ValueFields<D extends FigureDimension>({ dimensions, only, onChange }: SegmentListProps<D>) {
  const t = useTranslations('analytics.filter')
  const words = useValueWords()
  const { data } = useFilterValues()
  return dimensions.map((name) => {
    const value: string | undefined = only[name]
    const dimension: FigureDimension = name
    const known: readonly string[] = dimension === 'chatType' ? CHAT_TYPES : (data?.[dimension] ?? [])
    const choices = [...new Set([...known, ...(value === undefined ? [] : [value])])]
    return (
      <Field key={dimension} label={t(`dimension.${dimension}`)}>
        {(control) => (
          <Select
            {...control}
            value={value ?? ''}
            onChange={(event) => onChange({ ...only, [dimension]: event.target.value || undefined })}
          >
            <option value="">{t('all')}</option>
            {choices
              .filter((choice) => choice !== NOT_KNOWN)
              .map((choice) => (
                <option key={choice} value={choice}>
                  {words(dimension, choice)}
                </option>
              ))}
            {dimension !== 'chatType' && <option value={NOT_KNOWN}>{t('unknown')}</option>}
          </Select>
        )}
      </Field>
    )
  })
}
