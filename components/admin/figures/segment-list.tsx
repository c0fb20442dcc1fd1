'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type FormEvent } from 'react'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { ofDimensions } from '@/lib/client/admin/analytics/segment-values'
import type { SavedSegment, SegmentOutcome } from '@/lib/client/admin/analytics/use-segments'
import type { FigureDimension, Narrowed } from '@/lib/domain/figure-filter'
import { MAX_SEGMENT_NAME, MAX_SEGMENTS } from '@/lib/domain/segments'

export interface SegmentListProps<D extends FigureDimension> {
  /** What the page can be narrowed by. */
  dimensions: readonly D[]
  only: Narrowed<D>
  onChange: (only: Narrowed<D>) => void
  segments: readonly SavedSegment[]
  save: (name: string, only: Narrowed) => Promise<SegmentOutcome>
  remove: (id: string) => Promise<SegmentOutcome>
}

/** The administrator's saved segments: show one, delete one, save what is shown now. */
export function SegmentList<D extends FigureDimension>(props: SegmentListProps<D>) {
  const { dimensions, onChange, segments, remove } = props
  const t = useTranslations('analytics.segments')
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 id={titleId} className="text-small font-[620]">
        {t('title')}
      </h3>
      {segments.length === 0 ? (
        <p className="text-small text-muted">{t('empty')}</p>
      ) : (
        <ul className="flex flex-col">
          {segments.map(({ segmentId, name, filters }) => (
            <li key={segmentId} className="flex items-center justify-between gap-2">
              <Button
                look="quiet"
                aria-label={t('apply', { name })}
                className="min-w-0 justify-start!"
                onClick={() => onChange(ofDimensions(filters, dimensions))}
              >
                <span className="truncate">{name}</span>
              </Button>
              <IconButton
                label={t('delete', { name })}
                icon={<Trash2 aria-hidden />}
                tipAt="end"
                onClick={() => void remove(segmentId)}
              />
            </li>
          ))}
        </ul>
      )}
      <SaveForm {...props} />
    </section>
  )
}

function SaveForm<D extends FigureDimension>({ only, save }: SegmentListProps<D>) {
  const t = useTranslations('analytics.segments')
  const [state, setState] = useState<{ outcome: SegmentOutcome; name: string }>()
  const isNarrowed = Object.values(only).some((value) => value !== undefined)
  const handleSave = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = new FormData(form).get('name')
    if (typeof name !== 'string' || !name.trim()) return
    void save(name.trim(), only).then((outcome) => {
      setState({ outcome, name: name.trim() })
      if (outcome === 'done') form.reset()
    })
  }
  const error =
    state?.outcome === 'full'
      ? t('full', { most: MAX_SEGMENTS })
      : state?.outcome === 'failed'
        ? t('failed')
        : undefined
  return (
    <Form onSubmit={handleSave} className="flex flex-col gap-3">
      <Field
        label={t('name')}
        hint={state?.outcome === 'done' ? t('saved', { name: state.name }) : t('saveHint')}
        error={error}
      >
        {(control) => <Input {...control} name="name" maxLength={MAX_SEGMENT_NAME} disabled={!isNarrowed} />}
      </Field>
      <Button type="submit" disabled={!isNarrowed}>
        {t('save')}
      </Button>
    </Form>
  )
}
