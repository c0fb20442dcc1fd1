'use client'

import { Ban, Check, CheckCheck, Copy, Flag, Pencil, Reply, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useState } from 'react'

import { useOpenThread, useThreadActions } from '@/components/messages/thread-context'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { copyText } from '@/lib/client/browser/copy-text'
import type { Message } from '@/lib/client/conversations/wire'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const ReportMessage = dynamic(
  untilLoaded(() => import('@/components/messages/report-message').then((module) => module.ReportMessage)),
  { ssr: false },
)

const BlockPerson = dynamic(
  untilLoaded(() => import('@/components/messages/block-person').then((module) => module.BlockPerson)),
  { ssr: false },
)
const ReadersDialog = dynamic(
  untilLoaded(() => import('@/components/messages/readers-dialog').then((module) => module.ReadersDialog)),
  { ssr: false },
)

/** What a message can be asked about, or for. */
type Asked = 'delete' | 'report' | 'block' | 'readers'

const LINK =
  'inline-flex min-h-11 items-center gap-2 rounded-sm px-2 font-[560] text-ink underline-offset-4 hover:underline [&_svg]:size-4'

interface RowActionsProps {
  message: Message
  isMine: boolean
  onDone: () => void
}

/** What may be done with a message. */
export function RowActions({ message, isMine, onDone }: RowActionsProps) {
  const t = useTranslations('conversations.actions')
  const { reply, edit } = useThreadActions()
  const { isClosed } = useOpenThread()
  const [copied, setCopied] = useState<'copy' | 'copied' | 'copyFailed'>('copy')
  const [asks, setAsks] = useState<Asked>()
  const close = () => setAsks(undefined)
  const write = (begin: () => void) => {
    begin()
    onDone()
    document.querySelector<HTMLElement>('[data-composer]')?.focus()
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-caption text-muted">
      {!isClosed && (
        <button type="button" onClick={() => write(() => reply(message))} className={LINK}>
          <Reply aria-hidden className="rtl:-scale-x-100" />
          {t('reply')}
        </button>
      )}
      <button
        type="button"
        onClick={() =>
          void copyText(message.message).then((done) => setCopied(done ? 'copied' : 'copyFailed'))
        }
        className={LINK}
      >
        {copied === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {t(copied === 'copied' ? 'copied' : 'copy')}
      </button>
      {isMine && (
        <>
          {!isClosed && (
            <button type="button" onClick={() => write(() => edit(message))} className={LINK}>
              <Pencil aria-hidden />
              {t('edit')}
            </button>
          )}
          <button type="button" onClick={() => setAsks('delete')} className={LINK}>
            <Trash2 aria-hidden />
            {t('delete')}
          </button>
        </>
      )}
      <AboutOthers message={message} isMine={isMine} onAsk={setAsks} />
      <span role="status" className={copied === 'copyFailed' ? 'text-harm-ink' : 'sr-only'}>
        {copied !== 'copy' && t(copied)}
      </span>
      {asks === 'delete' && <DeleteDialog message={message} onClose={close} />}
      {asks === 'report' && <ReportMessage message={message} onClose={close} />}
      {asks === 'block' && (
        <BlockPerson user={message.senderId} name={message.senderName} isShared onClose={close} />
      )}
      {asks === 'readers' && <ReadersDialog message={message} onClose={close} />}
    </div>
  )
}

/** Who has read it, where there are more than two; and what one may do about its author. */
function AboutOthers({
  message,
  isMine,
  onAsk,
}: Omit<RowActionsProps, 'onDone'> & { onAsk: (what: Asked) => void }) {
  const t = useTranslations('conversations.actions')
  const { listed } = useOpenThread()
  const isShared = listed.kind !== 'direct'
  const isTheirs = !isMine && message.senderId !== ''
  return (
    <>
      {isShared && (
        <button type="button" onClick={() => onAsk('readers')} className={LINK}>
          <CheckCheck aria-hidden />
          {t('readers')}
        </button>
      )}
      {isTheirs && (
        <button type="button" onClick={() => onAsk('report')} className={LINK}>
          <Flag aria-hidden />
          {t('report')}
        </button>
      )}
      {isTheirs && isShared && (
        <button type="button" onClick={() => onAsk('block')} className={LINK}>
          <Ban aria-hidden />
          {t('block')}
        </button>
      )}
    </>
  )
}

function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useTranslations('conversations.actions')
  const { remove } = useThreadActions()
  const handleDelete = () => {
    onClose()
    void remove(message)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle')}
      description={t('deleteLead')}
      closeLabel={t('keep')}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button look="harm" onClick={handleDelete}>
            {t('delete')}
          </Button>
        </>
      }
    >
      <p dir="auto" className="line-clamp-4 rounded-md bg-raised px-3 py-2 text-small wrap-anywhere">
        {message.message}
      </p>
    </Dialog>
  )
}
