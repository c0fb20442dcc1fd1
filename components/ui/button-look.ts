import { cva } from 'class-variance-authority'

/** The classes of something to press, at least 44 px tall. One `primary` per screen; `harm` only for harm. */
export const buttonLook = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-[560] select-none ' +
    'transition-[background-color,border-color,scale,opacity] active:scale-[0.98] ' +
    'disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-5 [&_svg]:shrink-0',
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
