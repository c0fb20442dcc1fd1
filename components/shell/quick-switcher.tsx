'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent } from 'react'

import { useList } from '@/components/messages/conversations-provider'
import { addressOf, useConversationTitle } from '@/components/messages/use-conversation-title'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { pressedKey } from '@/lib/client/browser/key-press'
import { matching } from '@/lib/client/conversations/matching'
import type { Listed } from '@/lib/client/conversations/wire'

const SHOWN = 8
const LIST = 'switcher-results'

/** Goes to a conversation by some letters of its name. */
export function QuickSwitcher({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell.switcher')
  const { push } = useRouter()
  const items = useList((data) => data.items)
  const titleOf = useConversationTitle()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = matching(items, text, titleOf).slice(0, SHOWN)
  const at = Math.min(chosen, Math.max(0, found.length - 1))
  const go = (listed: Listed | undefined) => {
    if (!listed) return
    onClose()
    push(addressOf(listed))
  }
  const handleKey = (event: KeyboardEvent) => {
    const key = pressedKey(event)
    const step = { ArrowUp: -1, ArrowDown: 1 }[key ?? '']
    if (step !== undefined) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (key === 'Enter') go(found[at])
    else return
    event.preventDefault()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('open')} closeLabel={t('close')}>
      <Input
        role="combobox"
        aria-label={t('label')}
        aria-expanded={found.length > 0}
        aria-controls={LIST}
        aria-activedescendant={found[at] && `${LIST}-${at}`}
        aria-autocomplete="list"
        placeholder={t('label')}
        dir={text === '' ? undefined : 'auto'}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={handleKey}
      />
      <ul id={LIST} role="listbox" aria-label={t('results')} className="flex flex-col pb-2">
        {found.map((listed, index) => (
          <li
            key={listed.conversationId}
            id={`${LIST}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(listed)}
            className={clsx(
              'flex min-h-11 cursor-pointer items-center rounded-sm px-3 hover:bg-raised',
              index === at && 'bg-raised forced-colors:border',
            )}
          >
            <bdi className="truncate">{titleOf(listed)}</bdi>
          </li>
        ))}
      </ul>
      <p role="status" className="text-small text-muted empty:hidden">
        {found.length === 0 && t('none')}
      </p>
    </Dialog>
  )
}
