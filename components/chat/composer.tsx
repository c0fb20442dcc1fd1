'use client'

import { clsx } from 'clsx'
import { SendHorizontal, SkipForward } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { ComposerTools } from '@/components/chat/composer-tools'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/input'
import { Form } from '@/components/ui/form'
import { pressedKey } from '@/lib/client/browser/key-press'
import { MESSAGE_LENGTH } from '@/lib/client/chat/chat-state'
import { stripTags } from '@/lib/domain/text'
import { hasVisible } from '@/lib/domain/visible-text'
import { pictureAmong, useDroppedPicture } from '@/lib/client/chat/compose/use-dropped-picture'
import { useGrowing } from '@/lib/client/chat/compose/use-growing'
import { useInsert } from '@/lib/client/chat/compose/use-insert'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const EmojiPicker = dynamic(
  untilLoaded(() => import('@/components/chat/emoji-picker').then((module) => module.EmojiPicker)),
  { ssr: false },
)
const PictureDialog = dynamic(
  untilLoaded(() => import('@/components/chat/picture-dialog').then((module) => module.PictureDialog)),
  { ssr: false },
)

/** The count is shown when this little is left. */
const NEAR_THE_END = 100
const TAGS_NOTE = 'chat-tags'

/** Where one writes. Enter sends, Shift and Enter break the line; "Next" is beside it, under the thumb. */
export function Composer() {
  const t = useTranslations('chat.composer')
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useChat((data) => data.draft)
  const isSlow = useChat(({ chat }) => chat.phase === 'chatting' && chat.slowUntil !== undefined)
  const { type, send } = useChatActions()
  const tMessage = useTranslations('message')
  const [isEmojiOpen, setIsEmojiOpen] = useState(false)
  const [file, setFile] = useState<File>()
  const add = useInsert(field, draft, type)
  const isOver = useDroppedPicture(setFile)
  const left = MESSAGE_LENGTH - draft.trim().length
  const isTagsOnly = hasVisible(draft) && !hasVisible(stripTags(draft))
  const cannotSend = !hasVisible(draft) || isTagsOnly || left < 0 || isSlow

  useGrowing(field, draft)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])

  const closeEmoji = () => {
    setIsEmojiOpen(false)
    field.current?.focus({ preventScroll: true })
  }
  const handleSend = () => {
    // The server would refuse it; the line over the field says why.
    if (!isTagsOnly) send()
    field.current?.focus({ preventScroll: true })
  }

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        handleSend()
      }}
      className="shrink-0 border-t border-line px-2 pt-2 pb-[max(8px,env(safe-area-inset-bottom))] @lg:px-4"
    >
      <div className="reading-column flex flex-col">
        {isOver && <p className="px-1 pb-2 text-center text-small">{tMessage('picture.drop')}</p>}
        {left <= NEAR_THE_END && <LengthLeft left={left} />}
        <TagsNote isShown={isTagsOnly} />
        {isEmojiOpen && (
          <EmojiPicker onPick={add} onEscape={closeEmoji} onLeave={() => setIsEmojiOpen(false)} />
        )}
        {/* Where there is little room the field has a line of its own with "send", and the rest stands below, under the thumb. */}
        <div className="flex flex-wrap items-end gap-2 @lg:flex-nowrap">
          <NextButton />
          <DraftField
            field={field}
            left={left}
            isTagsOnly={isTagsOnly}
            onSend={handleSend}
            onPicture={setFile}
          />
          <ComposerTools
            isEmojiOpen={isEmojiOpen}
            onEmoji={() => (isEmojiOpen ? closeEmoji() : setIsEmojiOpen(true))}
            onPicture={setFile}
          />
          <IconButton
            type="submit"
            label={t('send')}
            look="primary"
            icon={<SendHorizontal aria-hidden className="rtl:-scale-x-100" />}
            aria-disabled={cannotSend}
            onPointerDown={(event) => event.preventDefault()}
            className={clsx('size-12 @max-lg:order-2', cannotSend && 'opacity-45')}
          />
        </div>
      </div>
      {file && <PictureDialog file={file} onClose={() => setFile(undefined)} />}
    </Form>
  )
}

interface DraftFieldProps {
  field: RefObject<HTMLTextAreaElement | null>
  /** Characters left; less than none is too long. */
  left: number
  /** Nothing of it is left without its tags. */
  isTagsOnly: boolean
  onSend: () => void
  onPicture: (file: File) => void
}

function DraftField({ field, left, isTagsOnly, onSend, onPicture }: DraftFieldProps) {
  const t = useTranslations('chat.composer')
  const draft = useChat((data) => data.draft)
  const { type } = useChatActions()

  const handleKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    onSend()
  }
  const handlePaste = (event: ClipboardEvent) => {
    const picture = pictureAmong(event.clipboardData)
    // Some programs put a picture beside the words that were copied; then the words are meant.
    if (!picture || event.clipboardData.getData('text') !== '') return
    event.preventDefault()
    onPicture(picture)
  }
  return (
    <Textarea
      ref={field}
      value={draft}
      // An empty field shows its placeholder, which reads as the page does.
      dir={draft === '' ? undefined : 'auto'}
      rows={1}
      aria-label={t('label')}
      aria-invalid={left < 0 || isTagsOnly || undefined}
      aria-describedby={isTagsOnly ? TAGS_NOTE : left <= NEAR_THE_END ? 'chat-length' : undefined}
      placeholder={t('placeholder')}
      enterKeyHint="send"
      autoComplete="off"
      className="max-h-40 min-w-0 flex-1 @max-lg:order-1 @max-lg:basis-[calc(100%-4rem)] focus-visible:border-accent-ink focus-visible:outline-1 focus-visible:outline-offset-0 @max-lg:px-3"
      onChange={(event) => type(event.target.value)}
      onKeyDown={handleKey}
      onPaste={handlePaste}
    />
  )
}

function NextButton() {
  const t = useTranslations('chat.composer')
  const { next } = useChatActions()
  return (
    <button
      type="button"
      onClick={next}
      title={t('nextHint')}
      className="flex min-h-12 items-center justify-center gap-2 rounded-md border border-line px-4 text-small font-[560] transition-colors hover:border-line-strong hover:bg-raised @max-lg:order-3 rtl:[&_svg]:-scale-x-100 [&_svg]:size-5"
    >
      <SkipForward aria-hidden />
      {t('next')}
    </button>
  )
}

/** Why such a message cannot be sent. */
function TagsNote({ isShown }: { isShown: boolean }) {
  const t = useTranslations('chat.composer')
  return (
    <p id={TAGS_NOTE} role="status" className="px-1 pb-2 text-small empty:hidden">
      {isShown && t('tagsOnly')}
    </p>
  )
}

function LengthLeft({ left }: { left: number }) {
  const t = useTranslations('chat.composer')
  return (
    <p
      id="chat-length"
      className={clsx(
        'px-1 pb-2 text-end text-caption tabular-nums',
        left < 0 ? 'font-[560] text-harm-ink' : 'text-muted',
      )}
    >
      {left < 0 ? t('tooLong', { count: -left }) : t('left', { count: left })}
    </p>
  )
}
