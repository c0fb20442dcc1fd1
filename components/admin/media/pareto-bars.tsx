/** A bar for each cause, and a mark where it and those before it end together. The table beside it has the numbers. */
export function ParetoBars({
  causes,
}: {
  causes: readonly { readonly cause: string; readonly share: number; readonly cumulative: number }[]
}) {
  return (
    <ul aria-hidden className="flex flex-col gap-2 pb-2">
      {causes.map(({ cause, share, cumulative }) => (
        <li key={cause} className="grid grid-cols-[8rem_1fr] items-center gap-3 text-caption">
          <span className="truncate text-muted">{cause}</span>
          <span className="relative h-4 rounded-sm bg-raised">
            <span
              className="absolute inset-y-0 start-0 rounded-sm bg-accent"
              style={{ width: `${share}%` }}
            />
            <span
              className="absolute inset-y-[-2px] w-[2px] bg-ink"
              style={{ insetInlineStart: `calc(${cumulative}% - 2px)` }}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
