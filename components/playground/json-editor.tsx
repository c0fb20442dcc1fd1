'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'

interface JsonEditorProps {
  readonly text: string
  /** Why it could not be sent. */
  readonly problem: string | undefined
  onChange(text: string): void
}

/** A payload as text, right or wrong. */
export function JsonEditor({ text, problem, onChange }: JsonEditorProps) {
  const t = useTranslations('playground.compose')
  return (
    <Field
      label={t('payload')}
      hint={t('payloadHint')}
      error={problem === undefined ? undefined : t('invalidJson', { problem })}
    >
      {(control) => (
        <Textarea
          {...control}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          className="max-h-96 min-h-32 font-mono wrap-anywhere"
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
