import type { ReactNode } from 'react'

interface SegmentedProps<T extends string> {
  /** The question that the choices answer. */
  label: string
  /** Groups the radios; unique on the page. */
  name: string
  value: T
  choices: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[]
  onChoose: (value: T) => void
}

/** A few choices of which one holds, side by side: native radios, so arrow keys work. */
export function Segmented<T extends string>({ label, name, value, choices, onChoose }: SegmentedProps<T>) {
  return (
    <fieldset className="inline-flex max-w-full min-w-0 flex-wrap rounded-md border border-line bg-surface p-[3px]">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={
            'relative flex min-h-11 items-center gap-2 rounded-[9px] px-3 text-caption font-[560] text-muted transition-colors ' +
            'hover:text-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-3 ' +
            'has-focus-visible:outline-accent-ink contrast-more:has-checked:inset-ring-2 ' +
            'forced-colors:has-checked:outline-2 [&_svg]:size-4'
          }
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 appearance-none outline-none"
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.icon}
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
