import type { ChatContext } from './chat-context'
import { waitAfterMs } from '@/lib/client/wait-after'
import { LIMITS } from '@/lib/domain/limits'

/** Position and estimate are asked for this often; 30 joins a minute are allowed. */
const REFRESH_MS = 5_000
const ALREADY_IN_SESSION = 3003

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
  readonly moved: (position: number, estimateSeconds: number) => void
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
    const answer = await socket.request('join_text_queue', wishOf(data().interests))
    if (!isLooking()) return
    if (answer?.success) moved(answer.position, answer.estimatedWaitTime)
    else if (answer?.code === ALREADY_IN_SESSION) resume()
    const wait = answer && !answer.success ? waitAfterMs(answer.retryAfter, LIMITS.joins.windowMs, 0) : 0
    dropTimer()
    if (socket.isOnline()) dropTimer = clock.later(Math.max(wait, REFRESH_MS), () => void rejoin())
  }

  const moved = (position: number, estimateSeconds: number) => {
    const { chat } = data()
    if (chat.phase === 'looking') show({ ...chat, queue: { position, estimateSeconds } })
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
    void socket.request('leave_text_queue', {}).finally(() => (cancelling -= 1))
  }

  return {
    look: () => {
      show({ phase: 'looking', since: clock.now() })
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
      context.end('you_left')
      farewell.begin()
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

function wishOf(interests: readonly string[]) {
  return interests.length > 0 ? { interests: [...interests] } : {}
}

/** Leaving is shown at once and sent as soon as it can be: without a connection, when there is one again. */
function createFarewell({ socket }: ChatContext) {
  let isOpen = false
  let underWay: Promise<void> | undefined

  const send = async () => {
    const answer = await socket.request('leave_text_room', {})
    if (answer) isOpen = false
    underWay = undefined
  }
  const finish = async () => {
    if (isOpen) await (underWay ??= send())
  }
  return {
    begin: () => {
      isOpen = true
      void finish()
    },
    finish,
    isOpen: () => isOpen,
    forget: () => {
      isOpen = false
    },
  }
}
