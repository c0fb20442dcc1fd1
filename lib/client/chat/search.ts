import type { ChatContext } from './chat-context'
import type { Chatting } from './chat-state'
import { sessionOf } from './send-message'
import { waitAfterMs } from '@/lib/client/wait-after'
import { LIMITS } from '@/lib/domain/limits'
import type { ChatType } from '@/lib/domain/sessions'

/** Position and estimate are asked for this often; 30 joins a minute are allowed. */
const REFRESH_MS = 5_000
const ALREADY_IN_SESSION = 3003
/** Several people reported one: how long it lasts is told beside the search. */
const MATCHING_PAUSED = 9012

/** Looking for a partner, and leaving one. */
export interface Search {
  readonly look: () => void
  readonly cancel: () => void
  /** Leaves the queue, to look again when one is back within seconds. */
  readonly pause: () => void
  readonly leave: () => void
  /** Asks for one's position again, e.g. after the connection came back. */
  readonly rejoin: () => Promise<void>
  /** Sends the leave that could not be sent while the connection was lost. */
  readonly finishLeaving: () => Promise<void>
  /** A partner was found: whatever was left open concerns the past. */
  readonly settle: () => void
  readonly moved: (position: number, estimateSeconds: number, suggest?: readonly ChatType[]) => void
  /** Another tab stopped looking. */
  readonly leftElsewhere: () => void
}

/** @param resume - asks for the session that the server reports. */
export function createSearch(context: ChatContext, resume: () => void): Search {
  const { socket, clock, persistence, data, show } = context
  let dropTimer = () => {}
  let cancelling = 0
  const farewell = createFarewell(context)

  const isLooking = () => data().chat.phase === 'looking'

  const rejoin = async () => {
    dropTimer()
    if (isLooking()) persistence.keepLooking(clock.now())
    if (farewell.isOpen()) await farewell.finish()
    if (!isLooking() || !socket.isOnline()) return
    const answer = await join(context)
    if (!isLooking()) return
    if (answer?.success) moved(answer.position, answer.estimatedWaitTime)
    else if (answer?.code === ALREADY_IN_SESSION) resume()
    if (answer && !answer.success && answer.code === MATCHING_PAUSED) return stopLooking()
    const wait = answer && !answer.success ? waitAfterMs(answer.retryAfter, LIMITS.joins.windowMs, 0) : 0
    dropTimer()
    if (socket.isOnline()) dropTimer = clock.later(Math.max(wait, REFRESH_MS), () => void rejoin())
  }

  const moved = (position: number, estimateSeconds: number, suggest?: readonly ChatType[]) => {
    const { chat } = data()
    const suggested = suggest && { suggest }
    if (chat.phase === 'looking') show({ ...chat, queue: { position, estimateSeconds }, ...suggested })
  }

  const stop = () => {
    dropTimer()
    persistence.keepLooking(undefined)
  }

  const stopLooking = () => {
    stop()
    show({ phase: 'idle' })
  }

  const leaveQueue = () => {
    stopLooking()
    cancelling += 1
    const event = data().wish === 'text' ? 'leave_text_queue' : 'leave-queue'
    void socket.request(event, {}).finally(() => (cancelling -= 1))
  }

  return {
    look: () => {
      show({ phase: 'looking', chatType: data().wish, since: clock.now() })
      void rejoin()
    },
    cancel: () => {
      if (isLooking()) leaveQueue()
    },
    pause: () => {
      if (!isLooking()) return
      leaveQueue()
      persistence.keepLooking(clock.now())
    },
    leave: () => {
      const now = context.chatting()
      context.end('you_left')
      farewell.begin(now)
    },
    rejoin,
    finishLeaving: farewell.finish,
    settle: () => {
      stop()
      farewell.forget()
    },
    moved,
    leftElsewhere: () => {
      if (cancelling === 0 && isLooking()) stopLooking()
    },
  }
}

/** In the dialect of the text chat, or in the one of all kinds. */
function join({ socket, data, mediaWish }: ChatContext) {
  const { interests, wish } = data()
  const liked = interests.length > 0 ? { interests: [...interests] } : {}
  if (wish === 'text') return socket.request('join_text_queue', liked)
  return socket.request('join-queue', { preferences: { chatType: wish, ...liked, ...mediaWish() } })
}

/** Leaving is shown at once and sent as soon as it can be: without a connection, when there is one again. */
function createFarewell({ socket }: ChatContext) {
  let isOpen = false
  let underWay: Promise<void> | undefined
  let session: string | undefined

  const send = async () => {
    const answer = await (session === undefined
      ? socket.request('leave_text_room', {})
      : socket.request('end-session', { sessionId: session }))
    if (answer) isOpen = false
    underWay = undefined
  }
  const finish = async () => {
    if (isOpen) await (underWay ??= send())
  }
  return {
    begin: (now: Chatting | undefined) => {
      isOpen = true
      session = now && now.chatType !== 'text' ? sessionOf(now.roomId) : undefined
      void finish()
    },
    finish,
    isOpen: () => isOpen,
    forget: () => {
      isOpen = false
    },
  }
}
