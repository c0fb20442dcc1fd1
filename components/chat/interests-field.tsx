'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { isList } from '@/lib/client/chat/compose/interest-words'
import { isUnfinished, pressedKey } from '@/lib/client/browser/key-press'
import { INTEREST_LENGTH, INTERESTS_MAX, isSameInterest } from '@/lib/client/chat/chat-state'

/** Up to five words as chips. Enter, or a comma of any keyboard, adds what is typed; a pasted list adds each of its words; Backspace in the empty field takes the last one. */
export function InterestsField() {
  const t = useTranslations('chat.interests')
  const interests = useChat((data) => data.interests)
  const word = useChat((data) => data.interestWord)
  const { setInterests, typeInterest, addInterest } = useChatActions()
  const input = useRef<HTMLInputElement>(null)

  const isFull = interests.length >= INTERESTS_MAX
  const isKnown = interests.some((one) => isSameInterest(one, word))
  const add = () => {
    if (!isFull && !isKnown) addInterest()
  }
  const remove = (gone: string) => {
    setInterests(interests.filter((one) => one !== gone))
    input.current?.focus()
  }
  const handleKey = (event: KeyboardEvent) => {
    const key = pressedKey(event)
    if (key === 'Enter') {
      event.preventDefault()
      add()
    } else if (key === 'Backspace' && word === '' && interests.length > 0)
      setInterests(interests.slice(0, -1))
  }

  // A field of one line would run the lines of a list together, and cut it to one interest's length.
  const handlePaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (!isList(pasted)) return
    event.preventDefault()
    typeInterest(`${word}${pasted},`)
  }

  return (
    <div className="flex flex-col gap-3">
      <Field label={t('label')} hint={isFull ? t('full') : t('hint')} error={isKnown && t('known')}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              ref={input}
              value={word}
              dir={word === '' ? undefined : 'auto'}
              maxLength={INTEREST_LENGTH}
              placeholder={t('placeholder')}
              autoComplete="off"
              autoCapitalize="none"
              enterKeyHint="done"
              onChange={({ target, nativeEvent }) => typeInterest(target.value, isUnfinished(nativeEvent))}
              onCompositionEnd={({ currentTarget }) => typeInterest(currentTarget.value)}
              onPaste={handlePaste}
              onKeyDown={handleKey}
            />
            <Button onClick={add} disabled={word.trim() === '' || isFull || isKnown} className="min-h-12">
              {t('add')}
            </Button>
          </div>
        )}
      </Field>
      <Chips words={interests} onRemove={remove} />
    </div>
  )
}

function Chips({ words, onRemove }: { words: readonly string[]; onRemove: (word: string) => void }) {
  const t = useTranslations('chat.interests')
  if (words.length === 0) return null
  return (
    <ul aria-label={t('list')} className="flex flex-wrap gap-2">
      {words.map((word) => (
        <li
          key={word}
          className="flex max-w-full animate-fade items-center rounded-full bg-accent-soft ps-4 text-small text-accent-ink"
        >
          <span dir="auto" className="truncate">
            {word}
          </span>
          <button
            type="button"
            aria-label={t('remove', { word })}
            onClick={() => onRemove(word)}
            className="inline-flex size-11 items-center justify-center rounded-full [&_svg]:size-4"
          >
            <X aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
