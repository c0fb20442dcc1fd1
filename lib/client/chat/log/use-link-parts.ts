'use client'

import { useEffect, useState } from 'react'

import type { TextPart } from './link-parts'
import { mayHoldLink } from './link-target'

/** The text in one piece until its links are found; the code for that comes when it may be needed. */
export function useLinkParts(text: string): readonly TextPart[] {
  const [found, setFound] = useState<{ readonly of: string; readonly parts: readonly TextPart[] }>()
  useEffect(() => {
    if (!mayHoldLink(text)) return
    let isCurrent = true
    import('./link-parts').then(
      ({ linkParts }) => isCurrent && setFound({ of: text, parts: linkParts(text) }),
      (error: unknown) => console.debug('Links are shown as words.', error),
    )
    return () => {
      isCurrent = false
    }
  }, [text])
  return found?.of === text ? found.parts : [{ text }]
}
