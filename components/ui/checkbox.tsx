import { useId, type ComponentProps, type ReactNode } from 'react'

import { FieldNote } from '@/components/ui/field'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  error?: ReactNode
}

/** A box to tick with its words, the whole row being the target. */
export function Checkbox({ label, error, ...rest }: CheckboxProps) {
  const noteId = useId()
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-11 items-start gap-3 py-2 text-small">
        <input
          type="checkbox"
          className="mt-[-1px] size-6 shrink-0 accent-accent"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? noteId : undefined}
          {...rest}
        />
        <span>{label}</span>
      </label>
      <FieldNote id={noteId} error={error} />
    </div>
  )
}
