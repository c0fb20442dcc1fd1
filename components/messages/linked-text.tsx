'use client'

import { useLinkParts } from '@/lib/client/chat/log/use-link-parts'

/** The words of a message as they were written; links open in a tab of their own. */
export function LinkedText({ text }: { text: string }) {
  const parts = useLinkParts(text)
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {parts.map(({ text: words, href }, at) =>
        href === undefined ? (
          words
        ) : (
          <a
            key={at}
            dir="ltr"
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            className="rounded-sm underline underline-offset-4"
          >
            {words}
          </a>
        ),
      )}
    </p>
  )
}
