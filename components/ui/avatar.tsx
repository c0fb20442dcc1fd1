import { clsx } from 'clsx'
import { User } from 'lucide-react'

const tones = { own: 'bg-accent-soft text-accent-ink', theirs: 'bg-raised text-muted' }

interface AvatarProps {
  /** Gives the letter; without a name a figure stands in, as for a stranger. */
  name?: string
  tone?: keyof typeof tones
}

/** The sign of a person, decorative: the name is always written beside it. */
export function Avatar({ name, tone = 'theirs' }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-full text-small font-[620]',
        tones[tone],
      )}
    >
      {name ? Array.from(name)[0]?.toLocaleUpperCase() : <User className="size-5" />}
    </span>
  )
}
