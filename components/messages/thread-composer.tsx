'use client'

import { clsx } from 'clsx'
import { Check, SendHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, type KeyboardEvent } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { AddFiles, DraftFiles } from '@/components/messages/draft-files'
import { MentionList } from '@/components/messages/mention-list'
import { useMentionCompletion } from '@/components/messages/use-mention-completion'
import { useOpenThread, useThread, useThreadActions } from '@/components/messages/thread-context'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/input'
import { pressedKey } from '@/lib/client/browser/key-press'
import { useGrowing } from '@/lib/client/chat/compose/use-growing'
import { goingFiles } from '@/lib/client/conversations/thread-files'
import { MAX_CONVERSATION_TEXT } from '@/lib/domain/conversations/message'
import { hasVisible } from '@/lib/domain/visible-text'

/** The count is shown when this little is left. */
const NEAR_THE_END = 200
const LENGTH = 'thread-length'

/** Where one writes, or changes a message. Enter sends, Shift and Enter break the line; Esc gives up a reply or a change. */
export function ThreadComposer() {
  const t = useTranslations('conversations.composer')
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useThread((data) => data.draft)
  const isEditing = useThread((data) => data.editing !== undefined)
  const actions = useThreadActions()
  const edit = useEditLast()
  const mention = useMentionCompletion(field)
  const left = MAX_CONVERSATION_TEXT - draft.trim().length
  const allFiles = useThread((data) => data.files)
  const files = goingFiles(allFiles)
  const isUploading = files.some(({ fileId }) => fileId === undefined)
  const hasFiles = files.length > 0 && !isEditing
  const cannotSend = (!hasVisible(draft) && !hasFiles) || left < 0 || (isUploading && !isEditing)

  useGrowing(field, draft)
  useEffect(() => {
    // On a phone it would open the keyboard over what one came to read.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true })
  }, [])

  const handleSend = () => {
    if (cannotSend) return
    if (isEditing) void actions.saveEdit()
    else actions.send()
    field.current?.focus({ preventScroll: true })
  }
  const handleKey = (event: KeyboardEvent) => {
    if (mention.handleKey(event)) return
    const key = pressedKey(event)
    if (key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      handleSend()
    } else if (key === 'Escape') {
      actions.edit(undefined)
    } else if (key === 'ArrowUp' && draft === '') {
      event.preventDefault()
      edit()
    }
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        handleSend()
      }}
      className="shrink-0 border-t border-line px-3 pt-2 pb-[max(8px,env(safe-area-inset-bottom))]"
    >
      <div className="reading-column flex flex-col">
        <About />
        <DraftFiles />
        <MentionList names={mention.names} chosen={mention.chosen} onChoose={mention.choose} />
        {left <= NEAR_THE_END && <LengthLeft left={left} />}
        <div className="flex items-end gap-2">
          <Textarea
            ref={field}
            data-composer
            value={draft}
            dir={draft === '' ? undefined : 'auto'}
            rows={1}
            aria-label={t('label')}
            aria-autocomplete="list"
            {...mention.describing}
            aria-invalid={left < 0 || undefined}
            aria-describedby={left <= NEAR_THE_END ? LENGTH : undefined}
            placeholder={t('placeholder')}
            enterKeyHint="send"
            autoComplete="off"
            className="max-h-40 min-w-0 flex-1 focus-visible:border-accent-ink focus-visible:outline-1 focus-visible:outline-offset-0"
            onChange={(event) => {
              actions.type(event.target.value)
              mention.follow()
            }}
            onKeyDown={handleKey}
            onSelect={mention.follow}
            onPaste={(event) => {
              const pasted = [...event.clipboardData.files]
              // Some programs put a picture beside the words that were copied; then the words are meant.
              if (pasted.length === 0 || event.clipboardData.getData('text') !== '') return
              event.preventDefault()
              actions.attach(pasted)
            }}
          />
          {!isEditing && <AddFiles onChosen={() => field.current?.focus({ preventScroll: true })} />}
          <SendButton cannotSend={cannotSend} isEditing={isEditing} />
        </div>
      </div>
    </Form>
  )
}

function SendButton({ cannotSend, isEditing }: { cannotSend: boolean; isEditing: boolean }) {
  const t = useTranslations('conversations.composer')
  return (
    <IconButton
      type="submit"
      label={t(isEditing ? 'save' : 'send')}
      look="primary"
      tipAt="end"
      icon={isEditing ? <Check aria-hidden /> : <SendHorizontal aria-hidden className="rtl:-scale-x-100" />}
      aria-disabled={cannotSend}
      onPointerDown={(event) => event.preventDefault()}
      className={clsx('size-12', cannotSend && 'opacity-45')}
    />
  )
}

/** The arrow in an empty field takes up one's last message. */
function useEditLast(): () => void {
  const { store } = useConversations()
  const { thread } = useOpenThread()
  return () => {
    const { messages } = thread.state.getState().window
    const last = messages.findLast(
      ({ senderId, deletedAt }) => senderId === store.account && deletedAt === undefined,
    )
    if (last) thread.actions.edit(last)
  }
}

/** What one replies to, or changes. */
function About() {
  const t = useTranslations('conversations.composer')
  const replyTo = useThread((data) => data.replyTo)
  const editing = useThread((data) => data.editing)
  const { edit } = useThreadActions()
  const about = editing ?? replyTo
  if (!about) return null
  return (
    <div className="mb-2 flex items-center gap-2 border-s-2 border-accent-ink ps-3">
      <div className="min-w-0 flex-1 text-small">
        <p className="font-[620]">{editing ? t('editing') : t('replying', { name: about.senderName })}</p>
        <p dir="auto" className="truncate text-muted">
          {about.message}
        </p>
      </div>
      <IconButton label={t('cancel')} icon={<X aria-hidden />} tipAt="end" onClick={() => edit(undefined)} />
    </div>
  )
}

function LengthLeft({ left }: { left: number }) {
  const t = useTranslations('conversations.composer')
  return (
    <p
      id={LENGTH}
      className={clsx(
        'px-1 pb-2 text-end text-caption tabular-nums',
        left < 0 ? 'font-[560] text-harm-ink' : 'text-muted',
      )}
    >
      {left < 0 ? t('tooLong', { count: -left }) : t('left', { count: left })}
    </p>
  )
}
