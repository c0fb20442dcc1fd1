import type { Millis } from '@/lib/domain/ids'
import type { ChatType } from '@/lib/domain/sessions'

/** Waits remembered per chat type. */
const REMEMBERED = 64

/** How long people waited lately, for honest estimates. */
export function createRecentWaits() {
  const waits = new Map<ChatType, Millis[]>()

  return {
    add(chatType: ChatType, waited: Millis): void {
      const mine = waits.get(chatType) ?? []
      mine.push(waited)
      if (mine.length > REMEMBERED) mine.shift()
      waits.set(chatType, mine)
    },
    /** Of the last 64; 0 before the first. */
    median(chatType: ChatType): Millis {
      const sorted = (waits.get(chatType) ?? []).toSorted((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? 0
    },
  }
}
