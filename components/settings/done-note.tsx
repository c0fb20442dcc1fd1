'use client'

import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'

interface DoneNoteProps {
  /** What has happened; undefined: nothing yet. */
  text: string | undefined
  /** Where the pressed button is gone: focus goes to these words, and not to the top of the page. */
  takesFocus?: boolean
}

/** Says that something has been done, also to those who do not see it. */
export function DoneNote({ text, takesFocus }: DoneNoteProps) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (text && takesFocus) line.current?.focus()
  }, [text, takesFocus])
  return (
    <p
      ref={line}
      role="status"
      tabIndex={-1}
      className="flex items-start gap-2 rounded-sm text-small text-accent-ink outline-none empty:hidden"
    >
      {text && (
        <>
          <Check aria-hidden className="mt-[3px] size-4 shrink-0" />
          {text}
        </>
      )}
    </p>
  )
}
