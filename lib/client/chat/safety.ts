import type { Result } from '@/lib/client/api'
import type { ChatContext } from './chat-context'
import type { Deed } from './chat-state'
import type { ReportType } from '@/lib/domain/moderation'

const RATE_LIMIT_EXCEEDED = 1003
const SESSION_NOT_FOUND = 3002

/** The REST endpoints that safety needs. */
export interface SafetyRest {
  /** Arrives also when the page is closed meanwhile. */
  readonly report: (sessionId: string, type: ReportType, words: string) => Promise<Result<unknown>>
  /** By the partner's id of the session. */
  readonly block: (partnerId: string) => Promise<Result<unknown>>
  readonly unblock: (partnerId: string) => Promise<Result<unknown>>
}

/** `gone`: the session ended too long ago. */
export type SafetyOutcome = 'done' | 'too-many' | 'gone' | 'failed'

/** Blocking, during a conversation and right after it. */
export interface Safety {
  readonly block: () => Promise<SafetyOutcome>
  readonly unblock: () => Promise<SafetyOutcome>
}

export function createSafety(context: ChatContext, rest: SafetyRest): Safety {
  const { data } = context

  const partnerOf = () => {
    const { chat } = data()
    return chat.phase === 'chatting' || chat.phase === 'ended' ? chat : undefined
  }
  /** The conversation may have ended while the answer was on its way. */
  const note = (roomId: string, deed: Partial<Deed>) => {
    const now = partnerOf()
    if (now?.roomId === roomId) context.show({ ...now, deed: { ...now.deed, ...deed } })
  }

  return {
    async block() {
      const about = partnerOf()
      if (!about) return 'gone'
      const outcome = ofResult(await rest.block(about.partnerId))
      if (outcome !== 'done') return outcome
      note(about.roomId, { blocked: true })
      if (context.chatting()?.roomId === about.roomId) context.end('you_left')
      return outcome
    },
    async unblock() {
      const about = partnerOf()
      if (!about) return 'gone'
      const outcome = ofResult(await rest.unblock(about.partnerId))
      if (outcome === 'done') note(about.roomId, { blocked: false })
      return outcome
    },
  }
}

export function ofAnswer(answer: { success: boolean; code?: number } | undefined): SafetyOutcome {
  if (answer?.success) return 'done'
  return ofCode(answer?.code)
}

export function ofResult(result: Result<unknown>): SafetyOutcome {
  if (result.ok) return 'done'
  return ofCode(result.offline ? undefined : result.code)
}

function ofCode(code: number | undefined): SafetyOutcome {
  if (code === RATE_LIMIT_EXCEEDED) return 'too-many'
  return code === SESSION_NOT_FOUND ? 'gone' : 'failed'
}
