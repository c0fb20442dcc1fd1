import type { Millis } from '@/lib/domain/ids'
import type { Message } from './wire'

/** After a pause this long a message stands apart from the one before. */
const PAUSE_MS: Millis = 5 * 60_000

/** One message, and how it stands to its neighbours: those of one author in five minutes stand together. */
export interface Row {
  readonly message: Message
  readonly at: Millis
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** Messages of one day, or of its part before and after the line where the unread ones begin. */
export interface Block {
  /** Of its first message, where a day begins with it. */
  readonly day: Millis | undefined
  readonly isNew: boolean
  readonly rows: readonly Row[]
}

/**
 * Parts what was written by days, and where the unread messages begin.
 *
 * @param unreadAfter - the last one that was read; undefined: there is no such line
 * @param own - one's own messages are never unread
 * @param dayOf - names the reader's day of a moment
 */
export function blocksOf(
  messages: readonly Message[],
  {
    unreadAfter,
    own,
    dayOf,
  }: { unreadAfter: number | undefined; own: string; dayOf: (at: Millis) => string },
): readonly Block[] {
  const blocks: { day: Millis | undefined; isNew: boolean; rows: Row[] }[] = []
  let day: string | undefined
  let hasLine = unreadAfter === undefined
  for (const message of messages) {
    const at = Date.parse(message.timestamp)
    const isNewDay = dayOf(at) !== day
    const isNew = !hasLine && message.seq > (unreadAfter ?? 0) && message.senderId !== own
    day = dayOf(at)
    hasLine ||= isNew
    if (isNewDay || isNew) blocks.push({ day: isNewDay ? at : undefined, isNew, rows: [] })
    const rows = blocks.at(-1)?.rows ?? []
    const before = rows.at(-1)
    const isFirst = !before || before.message.senderId !== message.senderId || at - before.at >= PAUSE_MS
    if (before) rows[rows.length - 1] = { ...before, isLast: isFirst }
    rows.push({ message, at, isFirst, isLast: true })
  }
  return blocks
}
