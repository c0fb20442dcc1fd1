import { clsx } from 'clsx'
import { UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Avatar } from '@/components/ui/avatar'
import type { OfferedName } from '@/lib/client/conversations/use-mention-names'

export const MENTION_LIST = 'mention-list'
export const optionId = (at: number) => `${MENTION_LIST}-${at}`

interface MentionListProps {
  names: readonly OfferedName[]
  /** Which one Enter takes. */
  chosen: number
  onChoose: (name: OfferedName) => void
}

/** Names to put in while one writes one; the focus stays in the field. */
export function MentionList({ names, chosen, onChoose }: MentionListProps) {
  const t = useTranslations('conversations.composer.mention')
  return (
    <>
      {names.length > 0 && (
        <ul
          id={MENTION_LIST}
          role="listbox"
          aria-label={t('label')}
          className="mb-2 max-h-[40dvh] overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-mid"
        >
          {names.map((one, at) => (
            // The field has the keys; this is for pointers.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={one.key}
              id={optionId(at)}
              role="option"
              aria-selected={at === chosen}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(one)}
              className={clsx(
                'flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-2 hover:bg-raised',
                at === chosen && 'bg-raised forced-colors:border-2',
              )}
            >
              {one.isEverybody ? (
                <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-md bg-raised text-muted [&_svg]:size-5">
                  <UsersRound aria-hidden />
                </span>
              ) : (
                <Avatar name={one.name} />
              )}
              <span className="min-w-0 flex-1 truncate">
                <bdi>{one.name}</bdi>
                {one.isEverybody && <span className="text-caption text-muted"> {t('everyone')}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {names.length > 0 && t('count', { count: names.length })}
      </p>
    </>
  )
}
