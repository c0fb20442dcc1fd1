'use client'

import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  BaseInputTemplateProps,
  FieldErrorProps,
  FieldTemplateProps,
  MultiSchemaFieldTemplateProps,
  ObjectFieldTemplateProps,
  WidgetProps,
} from '@rjsf/utils'
import { ariaDescribedByIds, errorId, getInputProps } from '@rjsf/utils'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { FieldNote } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

const GROUP = 'grid gap-3 border-s-2 border-line ps-4'

/** The product's own controls for forms that are made from schemas. */
export const templates = {
  ArrayFieldItemTemplate: ItemRow,
  ArrayFieldTemplate: ItemList,
  BaseInputTemplate: TextInput,
  FieldErrorTemplate: FieldError,
  FieldTemplate: LabelledField,
  MultiSchemaFieldTemplate: Alternatives,
  ObjectFieldTemplate: FieldGroup,
  UnsupportedFieldTemplate: JsonOnly,
}
export const widgets = { CheckboxWidget: Tick, SelectWidget: Choice }

function LabelledField(props: FieldTemplateProps) {
  const t = useTranslations('playground.compose')
  const { id, label, required, displayLabel, hidden, schema, rawDescription, errors, children } = props
  if (hidden) return <div className="hidden">{children}</div>
  const isTick = schema.type === 'boolean'
  return (
    <div className="flex flex-col gap-2">
      {displayLabel && label && !isTick && (
        <label htmlFor={id} className="text-small font-[560]">
          <code>{label}</code>
          {required && <span className="ms-2 text-caption font-normal text-muted">{t('required')}</span>}
        </label>
      )}
      {displayLabel && rawDescription && <p className="text-caption text-muted">{rawDescription}</p>}
      {children}
      {errors}
    </div>
  )
}

function TextInput(props: BaseInputTemplateProps) {
  const { id, value, schema, type, options, rawErrors, disabled, readonly, onChange } = props
  const { type: inputType, step, min, max } = getInputProps(schema, type, options)
  return (
    <Input
      id={id}
      type={inputType}
      step={step}
      min={min}
      max={max}
      dir="auto"
      autoComplete="off"
      disabled={disabled}
      readOnly={readonly}
      value={typeof value === 'string' || typeof value === 'number' ? value : ''}
      aria-describedby={ariaDescribedByIds(id)}
      aria-invalid={rawErrors?.length ? true : undefined}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  )
}

function Choice({ id, value, options, rawErrors, disabled, label, onChange }: WidgetProps) {
  const t = useTranslations('playground.compose')
  const choices = options.enumOptions ?? []
  const chosen = choices.findIndex((choice) => choice.value === value)
  return (
    <Select
      id={id}
      disabled={disabled}
      aria-label={label || undefined}
      aria-describedby={ariaDescribedByIds(id)}
      aria-invalid={rawErrors?.length ? true : undefined}
      value={chosen}
      onChange={({ target }) => onChange(choices[Number(target.value)]?.value)}
    >
      <option value={-1}>{t('chooseValue')}</option>
      {choices.map((choice, index) => (
        <option key={choice.label} value={index}>
          {choice.label}
        </option>
      ))}
    </Select>
  )
}

function Tick({ id, value, label, required, disabled, onChange }: WidgetProps) {
  const t = useTranslations('playground.compose')
  return (
    <Checkbox
      id={id}
      label={
        <>
          <code>{label}</code> {required && <span className="text-caption text-muted">{t('required')}</span>}
        </>
      }
      checked={value === true}
      disabled={disabled}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}

function FieldGroup({ title, properties, fieldPathId, schema }: ObjectFieldTemplateProps) {
  const isPureUnion = (schema.oneOf ?? schema.anyOf) !== undefined && properties.length === 0
  if (isPureUnion) return null
  const fields = properties.map(({ content }) => content)
  if (!title) return <div className="grid gap-4">{fields}</div>
  return (
    <fieldset id={fieldPathId.$id} className={GROUP}>
      <legend className="pb-2 text-small font-[560]">
        <code>{title}</code>
      </legend>
      {fields}
    </fieldset>
  )
}

function ItemList({ title, items, canAdd, onAddClick, fieldPathId }: ArrayFieldTemplateProps) {
  const t = useTranslations('playground.compose')
  return (
    <fieldset id={fieldPathId.$id} className={GROUP}>
      <legend className="pb-2 text-small font-[560]">
        <code>{title}</code>
      </legend>
      {items}
      {canAdd && (
        <Button className="justify-self-start" onClick={onAddClick}>
          <Plus aria-hidden />
          {t('addItem', { name: title })}
        </Button>
      )}
    </fieldset>
  )
}

function ItemRow({ children, buttonsProps, hasToolbar }: ArrayFieldItemTemplateProps) {
  const t = useTranslations('playground.compose')
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      {hasToolbar && buttonsProps.hasRemove && (
        <IconButton label={t('removeItem')} icon={<X />} onClick={buttonsProps.onRemoveItem} />
      )}
    </div>
  )
}

function Alternatives({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className={GROUP}>
      {selector}
      {optionSchemaField}
    </div>
  )
}

function FieldError({ errors = [], fieldPathId }: FieldErrorProps) {
  if (errors.length === 0) return null
  return <FieldNote id={errorId(fieldPathId)} error={<span lang="en">{errors.join(' ')}</span>} />
}

function JsonOnly() {
  const t = useTranslations('playground.compose')
  return <p className="text-small text-muted">{t('jsonOnly')}</p>
}
