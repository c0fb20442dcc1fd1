import { clsx } from 'clsx'
import { useId } from 'react'

const poses = {
  /** Overlapping, which move together once and back: two people talking. For ever would draw the page anew sixty times a second. */
  meeting: { left: 78, right: 122, moves: true },
  /** Without touching, one only sketched: a person is missing. */
  apart: { left: 52, right: 148, moves: false },
}

interface TwoCirclesProps {
  pose: keyof typeof poses
  className?: string
}

/** The mark of the product, large: two circles, and the warm part that they share. Decorative. */
export function TwoCircles({ pose, className }: TwoCirclesProps) {
  const leftCircle = useId()
  const { left, right, moves } = poses[pose]
  const drift = { start: clsx(moves && 'animate-drift-start'), end: clsx(moves && 'animate-drift-end') }
  return (
    <svg aria-hidden viewBox="0 0 200 112" className={clsx('overflow-visible', className)} fill="none">
      <clipPath id={leftCircle}>
        <circle cx={left} cy="56" r="48" className={drift.start} />
      </clipPath>
      <g clipPath={`url(#${leftCircle})`}>
        <circle cx={right} cy="56" r="48" className={clsx('fill-accent', drift.end)} />
      </g>
      <circle cx={left} cy="56" r="48" className={clsx('stroke-ink', drift.start)} strokeWidth="1.2" />
      <circle
        cx={right}
        cy="56"
        r="48"
        className={clsx('stroke-ink', drift.end)}
        strokeWidth="1.2"
        strokeDasharray={pose === 'apart' ? '3 5' : undefined}
      />
    </svg>
  )
}
