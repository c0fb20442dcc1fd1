'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/lib/client/browser/copy-text'

interface CopyButtonProps {
  readonly label: string
  /** Says for a moment that it was copied. */
  readonly done: string
  readonly text: string
  readonly ariaLabel?: string
}

/** Copies a text; without the permission nothing happens, and the words stay. */
export function CopyButton({ label, done, text, ariaLabel }: CopyButtonProps) {
  const [isDone, setIsDone] = useState(false)
  const copy = async () => setIsDone(await copyText(text))
  return (
    <Button look="quiet" aria-label={ariaLabel} onClick={() => void copy()} onBlur={() => setIsDone(false)}>
      {isDone ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{isDone ? done : label}</span>
    </Button>
  )
}
