import { clsx } from 'clsx'

interface InterestListProps {
  label: string
  words: readonly string[]
  /** What two people both named stands out. */
  shared?: boolean
}

/** Interests, to be read. */
export function InterestList({ label, words, shared }: InterestListProps) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {words.map((word) => (
        <li
          key={word}
          dir="auto"
          className={clsx(
            'max-w-full truncate rounded-full px-3 py-1 text-small forced-colors:border',
            shared ? 'bg-accent-soft font-[560] text-accent-ink' : 'bg-raised text-ink',
          )}
        >
          {word}
        </li>
      ))}
    </ul>
  )
}
