import { useEffect, useState } from 'react'
import { EVERYBODY_WORDS } from '@/lib/domain/conversations/mentions'
import { conversationsRest } from './conversations-rest'
import type { Mentionable } from './wire'

/** After a pause of this length in typing one asks, ms. */
const PAUSE_MS = 150
const [EVERYBODY = ''] = EVERYBODY_WORDS

type Person = Mentionable['people'][number]

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
 * @param known - offered until the server has answered
 */
export function useMentionNames(
  conversationId: string,
  text: string | undefined,
  known: readonly Person[],
): readonly OfferedName[] {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly data: Mentionable }>()
  useEffect(() => {
    if (text === undefined) return undefined
    let isCurrent = true
    const ask = () => {
      void conversationsRest.mentionable(conversationId, text.trim()).then((result) => {
        if (isCurrent && result.ok) setAnswer({ text, data: result.data })
      })
    }
    // Nobody pauses after the `@`: the list opens with it.
    const timer = setTimeout(ask, text === '' ? 0 : PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [conversationId, text])
  if (text === undefined) return []
  const begun = text.trim().toLowerCase()
  const words = begun.split(' ')
  const fits = (name: string) => ` ${name.toLowerCase()}`.includes(` ${words.join(' ')}`)
  const people = (answer?.data.people ?? known)
    .filter(({ displayName }) => fits(displayName))
    .map(({ userId, displayName }) => ({ key: userId, name: displayName, isEverybody: false }))
  const everybody = { key: EVERYBODY, name: EVERYBODY, isEverybody: true }
  return answer?.data.everyone && EVERYBODY.startsWith(begun) ? [...people, everybody] : people
}
