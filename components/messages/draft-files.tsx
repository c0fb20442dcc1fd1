'use client'

import { Paperclip, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef } from 'react'

import { useThread, useThreadActions } from '@/components/messages/thread-context'
import { IconButton } from '@/components/ui/icon-button'
import type { DraftFile } from '@/lib/client/conversations/thread-state'

/** Chooses files for the message; they are uploaded at once, and sent with it. */
export function AddFiles({ onChosen }: { onChosen: () => void }) {
  const t = useTranslations('conversations.files')
  const { input, choose } = useChooser(t('add'), onChosen)
  return (
    <>
      {input}
      <IconButton
        label={t('add')}
        icon={<Paperclip aria-hidden />}
        tipAt="end"
        className="size-12"
        onClick={choose}
      />
    </>
  )
}

/** The browser's own dialog for files. @param label - of its field, which is not seen */
function useChooser(label: string, onChosen?: () => void) {
  const chooser = useRef<HTMLInputElement>(null)
  const { attach } = useThreadActions()
  const input = (
    <input
      ref={chooser}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={(event) => {
        attach([...(event.target.files ?? [])])
        // The same file again is a choice too.
        event.target.value = ''
        onChosen?.()
      }}
    />
  )
  return { input, choose: () => chooser.current?.click() }
}

/** The files of the message that one writes, and how far they are. */
export function DraftFiles() {
  const t = useTranslations('conversations.files')
  const files = useThread((data) => data.files)
  const { detach } = useThreadActions()
  if (files.length === 0) return null
  return (
    <ul aria-label={t('label')} className="mb-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.key} className="flex max-w-full items-center rounded-md border border-line ps-3">
          <span className="min-w-0 py-1 text-small">
            <span className="block truncate">
              <bdi>{file.name}</bdi>
            </span>
            <State file={file} />
          </span>
          <GoOn file={file} />
          <IconButton
            label={t('remove', { name: file.name })}
            icon={<X aria-hidden />}
            tipAt="end"
            onClick={() => detach(file.key)}
          />
        </li>
      ))}
    </ul>
  )
}

function State({ file: { failure, fileId, share: part } }: { file: DraftFile }) {
  const t = useTranslations('conversations.files')
  const share = useFormatter().number(part, { style: 'percent' })
  if (failure === 'stopped')
    return <span className="block text-caption text-muted tabular-nums">{t('stopped', { share })}</span>
  if (failure) return <span className="block text-caption text-harm-ink">{t(failure)}</span>
  return (
    <span className="block text-caption text-muted tabular-nums">
      {fileId === undefined ? t('uploading', { share }) : t('ready')}
    </span>
  )
}

/** Goes on where an upload was cut off; after a reload the file has to be chosen again, because a page cannot keep it. */
function GoOn({ file: { key, name, failure } }: { file: DraftFile }) {
  const t = useTranslations('conversations.files')
  const { uploadAgain } = useThreadActions()
  const { input, choose } = useChooser(t('chooseAgain', { name }))
  if (failure !== 'offline' && failure !== 'stopped') return null
  const isStopped = failure === 'stopped'
  return (
    <>
      {isStopped && input}
      <button
        type="button"
        onClick={isStopped ? choose : () => uploadAgain(key)}
        className="min-h-11 px-2 text-small font-[620] underline-offset-4 hover:underline"
      >
        {t(isStopped ? 'goOn' : 'again')}
        <span className="sr-only"> {name}</span>
      </button>
    </>
  )
}
