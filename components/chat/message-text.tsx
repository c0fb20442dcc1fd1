'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

import { splitQuote } from '@/lib/client/chat/compose/quote'
import type { TextPart } from '@/lib/client/chat/log/link-parts'
import { mayHoldLink } from '@/lib/client/chat/log/link-target'

const LinkDialog = dynamic(
  () => import('@/components/chat/link-dialog').then((module) => module.LinkDialog),
  { ssr: false },
)

/** The words of a message, as they were written, after what they reply to; links ask before they open. */
export function MessageText({ text }: { text: string }) {
  const { quote, words: reply } = splitQuote(text)
  const parts = useParts(reply)
  const [asked, setAsked] = useState<string>()
  return (
    <>
      {quote !== undefined && (
        <blockquote
          dir="auto"
          className="mb-1 border-s-2 border-current ps-2 text-small wrap-anywhere whitespace-pre-wrap"
        >
          {quote}
        </blockquote>
      )}
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {parts.map(({ text: words, href }, at) =>
          href === undefined ? (
            words
          ) : (
            // No link yet: nothing may open it behind the question's back.
            <button
              key={at}
              type="button"
              dir="ltr"
              onClick={() => setAsked(href)}
              className="inline rounded-sm text-start wrap-anywhere underline underline-offset-4"
            >
              {words}
            </button>
          ),
        )}
      </p>
      {asked !== undefined && <LinkDialog href={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

/** The text in one piece until its links are found; the code for that comes when it may be needed. */
function useParts(text: string): readonly TextPart[] {
  const [found, setFound] = useState<{ readonly of: string; readonly parts: readonly TextPart[] }>()
  useEffect(() => {
    if (!mayHoldLink(text)) return
    let isCurrent = true
    import('@/lib/client/chat/log/link-parts').then(
      ({ linkParts }) => isCurrent && setFound({ of: text, parts: linkParts(text) }),
      (error: unknown) => console.debug('Links are shown as words.', error),
    )
    return () => {
      isCurrent = false
    }
  }, [text])
  return found?.of === text ? found.parts : [{ text }]
}
