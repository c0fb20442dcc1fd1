import { clsx } from 'clsx'

const poses = {
  /** Overlapping and slowly breathing together: two people talking. */
  meeting: { left: 76, right: 124, drift: true },
  /** Side by side without touching: something in between is missing. */
  apart: { left: 56, right: 144, drift: false },
}

/**
 * The mark of the product, large: two circles, and the warm part that they share. Decorative.
 */
export function TwoCircles({ pose, className }: { pose: keyof typeof poses; className?: string }) {
  const { left, right, drift } = poses[pose]
  const circle = 'fill-accent/25 stroke-accent-ink/70'
  return (
    <svg aria-hidden viewBox="0 0 200 112" className={clsx('overflow-visible', className)} fill="none" strokeWidth="1.25">
      <circle cx={left} cy="56" r="46" className={clsx(circle, drift && 'animate-drift-start')} />
      <circle
        cx={right}
        cy="56"
        r="46"
        className={clsx(circle, drift && 'animate-drift-end', pose === 'apart' && 'fill-transparent [stroke-dasharray:4_5]')}
      />
    </svg>
  )
}
