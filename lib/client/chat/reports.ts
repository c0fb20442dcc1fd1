import type { ChatContext } from './chat-context'
import { ofAnswer, ofResult, type SafetyOutcome, type SafetyRest } from './safety'
import type { Deed } from './chat-state'
import { sessionOf } from './send-message'
import { REPORTABLE_AFTER_END_MS, type ReportType } from '@/lib/domain/moderation'
import type { Millis } from '@/lib/domain/ids'

/** A report can be undone for this long; then it is sent. */
export const TAKE_BACK_MS = 5_000
/** It is sent this long before the server would no longer accept it. */
const MARGIN_MS = 2_000
/** A report whose conversation is no longer on the screen is offered again this often, as long as it counts. */
const AGAIN_MS = 5_000

/**
 * Reporting in two taps. The conversation is put away at the second one, so that nothing more of it is seen; for five
 * seconds it can be had back as it was. The report goes when they are over, and at once when one leaves.
 */
export interface Reports {
  readonly report: (type: ReportType, words: string) => void
  /** Takes back what has not gone yet, or could not go. */
  readonly takeBackReport: () => void
  /** Sends now what waits, or what failed. */
  readonly sendReport: () => void
  /** One leaves the conversation or the page: what waits goes now, in a way that outlives both. */
  readonly flushReport: () => void
}

interface Pending {
  readonly roomId: string
  readonly partnerId: string
  readonly type: ReportType
  readonly words: string
  readonly expiresAt: Millis
}

export function createReports(context: ChatContext, rest: SafetyRest): Reports {
  const { clock, data } = context
  let pending: Pending | undefined
  let dropTimer = () => {}

  const about = () => {
    const { chat } = data()
    return chat.phase === 'chatting' || chat.phase === 'ended' ? chat : undefined
  }
  const note = (roomId: string, deed: Partial<Deed>) => {
    const now = about()
    if (now?.roomId !== roomId) return false
    context.show({ ...now, deed: { ...now.deed, ...deed } })
    return true
  }

  const settle = (sent: Pending, outcome: SafetyOutcome) => {
    if (outcome === 'done') {
      note(sent.roomId, { report: undefined, reported: true })
      if (context.chatting()?.roomId === sent.roomId) context.end('you_left')
      return
    }
    if (note(sent.roomId, { report: { kind: 'failed', problem: outcome } })) pending = sent
    else if (outcome !== 'gone' && clock.now() < sent.expiresAt)
      clock.later(AGAIN_MS, () => void go(sent, true))
  }

  const go = async (report: Pending, isLeaving: boolean) => {
    note(report.roomId, { report: { kind: 'sending' } })
    settle(report, await deliver(context, rest, report, isLeaving))
  }
  const start = (isLeaving: boolean) => {
    dropTimer()
    const report = pending
    pending = undefined
    if (report) void go(report, isLeaving)
  }

  return {
    report(type, words) {
      const now = about()
      if (!now || now.deed.reported || now.deed.report) return
      start(true) // Of a conversation before, if there is one.
      const { roomId, partnerId } = now
      const at = clock.now()
      const expiresAt = (now.phase === 'ended' ? now.endedAt : at) + REPORTABLE_AFTER_END_MS - MARGIN_MS
      const until =
        now.phase === 'ended' ? Math.max(at, Math.min(at + TAKE_BACK_MS, expiresAt)) : at + TAKE_BACK_MS
      pending = { roomId, partnerId, type, words, expiresAt }
      note(roomId, { report: { kind: 'waiting', until } })
      dropTimer = clock.later(until - at, () => start(false))
    },
    takeBackReport() {
      if (!pending) return
      dropTimer()
      note(pending.roomId, { report: undefined })
      pending = undefined
    },
    sendReport: () => start(false),
    flushReport: () => start(true),
  }
}

/** By the socket while the conversation runs; by REST once it is over or one leaves, in whatever order the two arrive. */
async function deliver(
  { socket, chatting }: ChatContext,
  rest: SafetyRest,
  { roomId, partnerId, type, words }: Pending,
  isLeaving: boolean,
): Promise<SafetyOutcome> {
  if (!isLeaving && chatting()?.roomId === roomId && socket.isOnline()) {
    const payload = { reportedUserId: partnerId, violationType: type, description: words }
    const outcome = ofAnswer(await socket.request('report_text_chat', payload))
    if (outcome !== 'gone') return outcome
  }
  return ofResult(await rest.report(sessionOf(roomId), type, words))
}
