import { useEffect, useState } from 'react'
import { EVERYBODY_WORDS } from '@/lib/domain/conversations/mentions'
import { conversationsRest } from './conversations-rest'
import type { Mentionable } from './wire'

/** After a pause of this length in typing one asks, ms. */
const PAUSE_MS = 150
const [EVERYBODY = ''] = EVERYBODY_WORDS

/** A name that may be put in. */
export interface OfferedName {
  readonly key: string
  readonly name: string
  readonly isEverybody: boolean
}

/**
 * Names of members that begin with a text, as the server knows them; the last ones while it is asked again.
 *
 * @param text - undefined: no name is being written
 */
export function useMentionNames(conversationId: string, text: string | undefined): readonly OfferedName[] {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly data: Mentionable }>()
  useEffect(() => {
    if (text === undefined) return undefined
    let isCurrent = true
    const timer = setTimeout(() => {
      void conversationsRest.mentionable(conversationId, text.trim()).then((result) => {
        if (isCurrent && result.ok) setAnswer({ text, data: result.data })
      })
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [conversationId, text])
  if (text === undefined || !answer) return []
  const begun = text.trim().toLowerCase()
  const words = begun.split(' ')
  const fits = (name: string) => ` ${name.toLowerCase()}`.includes(` ${words.join(' ')}`)
  const people = answer.data.people
    .filter(({ displayName }) => fits(displayName))
    .map(({ userId, displayName }) => ({ key: userId, name: displayName, isEverybody: false }))
  const everybody = { key: EVERYBODY, name: EVERYBODY, isEverybody: true }
  return answer.data.everyone && EVERYBODY.startsWith(begun) ? [...people, everybody] : people
}
