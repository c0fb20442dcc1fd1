import { CircleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'

/** What ties a control to its label, hint and error; spread it on the control. */
interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  children: (control: ControlProps) => ReactNode
}

/** A labelled control. The error stands where the hint was, and is announced when it appears. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const hasNote = Boolean(error ?? hint)
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-small font-[560]">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldNote id={noteId} hint={hint} error={error} />
    </div>
  )
}

/** The line under a control: an error with its sign, or else the hint. */
export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: ReactNode }) {
  return (
    <div id={id} aria-live="polite" className="text-small empty:hidden">
      {error ? (
        <p className="flex items-start gap-2">
          <CircleAlert aria-hidden className="mt-[3px] size-4 shrink-0 text-accent-ink" />
          <span>{error}</span>
        </p>
      ) : (
        hint && <p className="text-muted">{hint}</p>
      )}
    </div>
  )
}
