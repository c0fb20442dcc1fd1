'use client'

// The package's index reaches for a validator that is neither needed nor installed.
import Form from '@rjsf/core/lib/components/Form.js'
import type { RJSFSchema } from '@rjsf/utils'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { z } from 'zod'
import { templates, widgets } from '@/components/playground/form-theme'
import { unsentFormAddress } from '@/lib/client/browser/unsent-form'
import { createFormValidator } from '@/lib/client/playground/form-validator'
import { jsonSchema } from '@/lib/contracts/documents/schemas'

interface SchemaFormProps {
  /** For the button outside that sends it. */
  readonly id: string
  readonly schema: z.ZodType
  readonly value: unknown
  onChange(payload: unknown): void
  /** The payload is as the schema says. */
  onSend(payload: unknown): void
}

/** A form made from a schema. What is wrong stands beside its field, and nothing is sent until it is right. */
export function SchemaForm({ id, schema, value, onChange, onSend }: SchemaFormProps) {
  const t = useTranslations('playground.compose')
  const form = useMemo(
    () => ({
      schema: jsonSchema(schema, 'input', 'draft-7') as RJSFSchema,
      validator: createFormValidator(schema),
    }),
    [schema],
  )
  const isEmpty = form.schema.type === 'object' && Object.keys(form.schema.properties ?? {}).length === 0

  return (
    <>
      {isEmpty && <p className="text-small text-muted">{t('noFields')}</p>}
      <Form<unknown>
        id={id}
        method="post"
        action={unsentFormAddress('/playground')}
        idPrefix={id}
        schema={form.schema}
        validator={form.validator}
        formData={value}
        templates={templates}
        widgets={widgets}
        noHtml5Validate
        showErrorList={false}
        focusOnFirstError
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'populateRequiredDefaults' }}
        onChange={({ formData }) => onChange(formData)}
        onSubmit={({ formData }) => onSend(formData)}
        onError={shownBesideTheFields}
      >
        {/* Instead of the form's own button. */}
        <span hidden />
      </Form>
    </>
  )
}

/** Without a listener the form logs what is wrong to the console. */
function shownBesideTheFields(): void {}
