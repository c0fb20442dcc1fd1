import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does; its name for screen readers and the tip for everybody else. */
  label: string
  icon: ReactNode
  look?: 'quiet' | 'primary' | 'harm'
  /** A key that does the same, shown in the tip. */
  shortcut?: string
  /** Where the tip opens; `none` where it would lie over what the button has opened. */
  tip?: 'above' | 'below' | 'none'
  /** Where the tip ends: for buttons at the end of a row, whose tips would widen the page. */
  tipAt?: 'middle' | 'end'
}

const looks = {
  quiet: 'text-muted hover:bg-raised hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink',
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  harm: 'text-harm-ink hover:bg-harm-soft',
}

/** A 44 px button with an icon and a tip on hover and keyboard focus. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, look = 'quiet', shortcut, tip = 'above', tipAt = 'middle', className, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      className={clsx(
        'group/tip relative inline-flex size-11 shrink-0 items-center justify-center rounded-md transition-colors',
        'disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-5',
        looks[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {tip !== 'none' && (
        <span
          aria-hidden
          className={clsx(
            'pointer-events-none absolute z-20 flex items-center gap-2 rounded-sm bg-ink px-2 py-1',
            'text-caption font-medium whitespace-nowrap text-canvas opacity-0 transition-opacity',
            'group-focus-visible/tip:opacity-100 [@media(hover:hover)]:group-hover/tip:opacity-100',
            // What can do nothing right now needs no tip.
            'group-aria-disabled/tip:opacity-0!',
            tip === 'above' ? 'bottom-full mb-2' : 'top-full mt-2',
            // The last class is for English parts of a page that runs from right to left.
            tipAt === 'middle'
              ? 'start-1/2 -translate-x-1/2 rtl:translate-x-1/2 [[dir=ltr]_&]:-translate-x-1/2'
              : 'end-0',
          )}
        >
          {label}
          {shortcut && <kbd className="font-sans opacity-70">{shortcut}</kbd>}
        </span>
      )}
    </button>
  )
}
