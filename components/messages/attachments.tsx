import { File as FileSign } from 'lucide-react'

import { attachmentsOf } from '@/lib/client/conversations/attachments'
import type { Message } from '@/lib/client/conversations/wire'

/** The files of a message: pictures to see, the rest to save. */
export function Attachments({ message }: { message: Message }) {
  const files = attachmentsOf(message)
  if (files.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-2 py-1">
      {files.map(({ name, url, isPicture, thumbnailUrl, shown }) => (
        <li key={url} className="max-w-full">
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-sm underline underline-offset-4"
          >
            {isPicture ? (
              // The server has made it small already.
              // oxlint-disable-next-line nextjs/no-img-element
              <img
                src={thumbnailUrl}
                alt={name}
                {...shown}
                loading="lazy"
                className="h-auto max-h-60 max-w-full rounded-sm"
              />
            ) : (
              <>
                <FileSign aria-hidden className="size-5 shrink-0" />
                <bdi className="truncate">{name}</bdi>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
