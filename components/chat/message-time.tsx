'use client'

import { useMessageTime } from '@/components/chat/use-message-time'
import type { Millis } from '@/lib/domain/ids'

/** A moment on the reader's clock. */
export function MessageTime({ at }: { at: Millis }) {
  const words = useMessageTime()
  return (
    <time dateTime={new Date(at).toISOString()} className="tabular-nums">
      {words(at)}
    </time>
  )
}
