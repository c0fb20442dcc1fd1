'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'

import { splitQuote } from '@/lib/client/chat/compose/quote'
import { useLinkParts } from '@/lib/client/chat/log/use-link-parts'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const LinkDialog = dynamic(
  untilLoaded(() => import('@/components/chat/link-dialog').then((module) => module.LinkDialog)),
  { ssr: false },
)

/** The words of a message, as they were written, after what they reply to; links ask before they open. */
export function MessageText({ text }: { text: string }) {
  const { quote, words: reply } = splitQuote(text)
  const parts = useLinkParts(reply)
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
