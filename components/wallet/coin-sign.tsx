/** The picture of a coin, always beside its number. */
export function CoinSign({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={className ?? 'size-5 shrink-0'}>
      <circle cx="12" cy="12" r="10" className="fill-accent" />
      <circle cx="12" cy="12" r="6.5" fill="none" strokeWidth="1.5" className="stroke-on-accent" />
    </svg>
  )
}
