'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { MouseEvent } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { INTERESTS_MAX, isSameInterest } from '@/lib/client/chat/chat-state'

const TOPICS = ['films', 'music', 'games', 'books', 'travel', 'food', 'sport', 'animals', 'art'] as const

/** Topics to tap as interests; what is among them already is not offered again. */
export function Topics() {
  const t = useTranslations('chat.topics')
  const interests = useChat((data) => data.interests)
  const { setInterests } = useChatActions()
  const offered = TOPICS.filter((key) => !interests.some((one) => isSameInterest(one, t(key))))
  if (interests.length >= INTERESTS_MAX) return null

  const handleAdd = (event: MouseEvent<HTMLElement>, topic: string) => {
    // The button goes; a person who came by keyboard goes on with the one beside it.
    const item = event.currentTarget.closest('li')
    const neighbour = item?.nextElementSibling ?? item?.previousElementSibling
    neighbour?.querySelector('button')?.focus({ preventScroll: true })
    setInterests([...interests, topic])
  }
  return (
    <section aria-labelledby="topics" className="flex flex-col gap-2">
      <h2 id="topics" className="text-small font-[560]">
        {t('label')}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {offered.map((key) => (
          <li key={key}>
            <button
              type="button"
              aria-label={t('add', { topic: t(key) })}
              onClick={(event) => handleAdd(event, t(key))}
              className="inline-flex min-h-11 items-center gap-1 rounded-full border border-line bg-surface ps-3 pe-4 text-small transition-colors hover:border-line-strong hover:bg-raised [&_svg]:size-4 [&_svg]:text-muted"
            >
              <Plus aria-hidden />
              {t(key)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
