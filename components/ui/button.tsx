import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-[560] select-none ' +
    'transition-[background-color,border-color,scale,opacity] active:scale-[0.98] ' +
    'disabled:pointer-events-none disabled:opacity-45 aria-disabled:pointer-events-none aria-disabled:opacity-45 ' +
    '[&_svg]:size-5 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        plain: 'border border-line bg-surface text-ink hover:border-line-strong hover:bg-raised',
        quiet: 'text-ink hover:bg-raised',
        harm: 'bg-harm text-on-harm hover:bg-harm-strong',
        'harm-quiet': 'text-harm-ink hover:bg-harm-soft',
      },
      size: {
        md: 'min-h-11 px-4 text-small',
        lg: 'min-h-14 rounded-lg px-6 text-body',
      },
      wide: { true: 'w-full' },
    },
    defaultVariants: { look: 'plain', size: 'md' },
  },
)

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof button> {
  /** Lends the look to the only child, e.g. a link. */
  asChild?: boolean
  /** Shows that the press is being worked on and ignores further ones; focus stays. */
  busy?: boolean
}

/** Something to press, at least 44 px tall. One `primary` per screen; `harm` only for what harms or reports it. */
export function Button({ look, size, wide, asChild, busy, className, children, onClick, ...rest }: ButtonProps) {
  const classes = button({ look, size, wide, className })
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      className={classes}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  )
}
