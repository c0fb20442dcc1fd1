import { Check } from 'lucide-react'
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
    <div className="flex flex-col">
      <label className="flex min-h-11 items-start gap-3 py-2 text-small">
        <span className="relative mt-[-1px] inline-flex size-6 shrink-0">
          <input
            type="checkbox"
            className="peer size-6 appearance-none rounded-[7px] border-[1.5px] border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent hover:border-ink aria-invalid:not-checked:border-2 aria-invalid:not-checked:border-accent-ink"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? noteId : undefined}
            {...rest}
          />
          <Check
            aria-hidden
            strokeWidth={3}
            className="pointer-events-none absolute inset-1 size-4 text-on-accent opacity-0 peer-checked:opacity-100"
          />
        </span>
        <span>{label}</span>
      </label>
      <div className="ms-9">
        <FieldNote id={noteId} error={error} />
      </div>
    </div>
  )
}
