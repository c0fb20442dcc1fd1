'use client'

import './globals.css'

import english from '@/messages/en/errors.json'

const { title, text, retry: retryLabel, home } = english.broken

/**
 * The last resort, when the root layout itself failed. It stands alone: no catalogue, theme or router is
 * certain to work here, so it speaks English and follows the device's colours.
 */
export default function GlobalError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col items-start justify-center gap-5 px-5 sm:items-center">
        <title>{title}</title>
        <h1 className="text-title font-[640]">{title}</h1>
        <p className="max-w-[30rem] text-muted">{text}</p>
        <p className="flex flex-wrap gap-3">
          <button
            type="button"
            onClick={retry}
            className="min-h-14 rounded-lg bg-accent px-6 font-[560] text-on-accent hover:bg-accent-strong"
          >
            {retryLabel}
          </button>
          <a
            href="/"
            className="inline-flex min-h-14 items-center rounded-lg border border-line bg-surface px-6 font-[560] hover:bg-raised"
          >
            {home}
          </a>
        </p>
      </body>
    </html>
  )
}
