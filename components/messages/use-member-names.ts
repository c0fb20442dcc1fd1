'use client'

import { useEffect, useState } from 'react'

import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import type { Listed } from '@/lib/client/conversations/wire'

const NOBODY: ReadonlyMap<string, string> = new Map()

/**
 * Names of a channel's members by their ids: of those who have written nothing yet.
 *
 * @param isWanted - asked for once, when somebody's name is missing
 */
export function useMemberNames(
  { kind, conversationId }: Listed,
  isWanted: boolean,
): ReadonlyMap<string, string> {
  const [names, setNames] = useState(NOBODY)
  const isAsked = isWanted && kind === 'channel' && names === NOBODY
  useEffect(() => {
    if (!isAsked) return undefined
    let isCurrent = true
    void conversationsRest.members(conversationId).then((result) => {
      if (isCurrent && result.ok)
        setNames(new Map(result.data.members.map(({ userId, displayName }) => [userId, displayName])))
    })
    return () => {
      isCurrent = false
    }
  }, [isAsked, conversationId])
  return names
}
