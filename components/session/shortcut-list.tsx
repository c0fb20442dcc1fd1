import { clsx } from 'clsx'

import { Kbd } from '@/components/ui/kbd'

/** Keys to press together, by the names on them, and what they do. */
export interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

interface ShortcutListProps {
  shortcuts: readonly Shortcut[]
  /** With the room of a page of its own. */
  roomy?: boolean
}

/** Keys and what they do. */
export function ShortcutList({ shortcuts, roomy }: ShortcutListProps) {
  return (
    <dl className="flex flex-col">
      {shortcuts.map(({ keys, does }) => (
        <div
          key={does}
          className={clsx(
            'flex justify-between gap-4 border-line py-2 text-small',
            roomy ? 'min-h-11 items-center border-b last:border-0' : 'items-baseline text-muted',
          )}
        >
          <dt className="order-2 flex shrink-0 gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
