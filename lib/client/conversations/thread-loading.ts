import { lastSeq, type MessageWindow, withNewer, withNews, withOlder } from './message-window'
import type { ThreadContext, ThreadData } from './thread-state'
import type { Message } from './wire'

/** Messages in one page. */
const PAGE = 50
/** Before the first unread one, so that it has something to stand below. */
const CONTEXT = 15
/** The conversation is not there, or not one's own; it takes more rights. */
const ABSENT: ReadonlySet<number> = new Set([3007, 2004])
/** Pages that are asked for in one go. */
const PAGES = 20

/** Fills the thread's window: at first, at its ends, and what was missed without a connection. */
export function createThreadLoading(context: ThreadContext) {
  const { socket, roomId, data, set, isOpen } = context
  /** The newest sequence number that anybody has mentioned. */
  let newest = 0
  let isCatchingUp = false
  /** The window ends before the conversation does because its reader is further up: they are not pulled down. */
  let isApart = false
  /** How often the window was put elsewhere: what was asked for at an end of the former one is not for this one. */
  let moves = 0

  async function page(query: { before?: number | string; lastSeq?: number; limit?: number }) {
    const answer = await socket.request('message:history', { roomId, limit: PAGE, ...query })
    return isOpen() && answer?.success ? answer : undefined
  }

  function place(window: MessageWindow, change: Partial<ThreadData> = {}): void {
    isApart = window.hasAfter
    set({ ...change, window })
  }

  /** The window stands around a message, or at the end. @returns false: nothing came */
  async function show(around: number | 'end'): Promise<boolean> {
    const answer = await page(around === 'end' ? {} : { lastSeq: Math.max(0, around - CONTEXT - 1) })
    if (!answer) return false
    const { messages, hasMore } = answer
    moves += 1
    place({ messages, hasBefore: (messages[0]?.seq ?? 1) > 1, hasAfter: around !== 'end' && hasMore })
    return true
  }

  /** What came after the window, until there is nothing more. */
  async function catchUp(): Promise<void> {
    if (isCatchingUp || isApart) return
    isCatchingUp = true
    for (let turn = 0; turn < PAGES && isOpen() && !isApart; turn++) {
      const { window } = data()
      if (!window.hasAfter && lastSeq(window) >= newest) break
      // Each page begins where the one before ends.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await page({ lastSeq: lastSeq(window) })
      if (!answer) break
      const { messages, hasMore } = answer
      if (!hasMore && messages.length === 0) newest = lastSeq(window)
      set({ window: withNewer(data().window, messages, hasMore) })
    }
    isCatchingUp = false
  }

  async function atEnd(end: 'older' | 'newer'): Promise<void> {
    const { window, loading, phase } = data()
    const first = window.messages[0]?.seq
    const hasMore = end === 'older' ? window.hasBefore : window.hasAfter
    if (phase !== 'ready' || loading !== undefined || !hasMore || first === undefined) return
    const before = moves
    set({ loading: end, problem: undefined })
    const answer = await page(end === 'older' ? { before: first } : { lastSeq: lastSeq(window) })
    if (!isOpen()) return
    if (!answer) return set({ loading: undefined, problem: 'load' })
    if (moves !== before) return set({ loading: undefined })
    const add = end === 'older' ? withOlder : withNewer
    place(add(data().window, answer.messages, answer.hasMore), { loading: undefined })
    await catchUp()
  }

  /** Shows a message, which may be far from the window. */
  async function jumpTo(seq: number): Promise<void> {
    const isHeld = data().window.messages.some((message) => message.seq === seq)
    if (!isHeld && !(await show(seq))) return set({ problem: 'load' })
    set({ target: { seq } })
  }

  return {
    older: () => atEnd('older'),
    newer: () => atEnd('newer'),

    /** Somebody has sent a message. */
    async received(message: Message): Promise<void> {
      newest = Math.max(newest, message.seq)
      if (data().phase !== 'ready') return
      set({ window: withNews(data().window, message) })
      await catchUp()
    },

    /** Enters the room, and takes what was missed; at first the page around what is unread. */
    async enter(): Promise<void> {
      const isFirst = data().phase !== 'ready'
      const lastKnown = isFirst || isApart ? {} : { lastSeq: lastSeq(data().window) }
      const answer = await socket.request('room:join', { roomId, ...lastKnown })
      if (!isOpen()) return
      if (!answer) return isFirst && socket.isOnline() ? set({ phase: 'failed' }) : undefined
      if (!answer.success) return set({ phase: ABSENT.has(answer.code) ? 'absent' : 'failed' })
      newest = Math.max(newest, answer.lastSeq)
      const { unreadAfter } = data()
      if (isFirst) {
        const isShown = await show(unreadAfter === undefined ? 'end' : unreadAfter + 1)
        if (!isOpen()) return
        set({ phase: isShown ? 'ready' : 'failed' })
      } else if (!isApart) {
        set({ window: withNewer(data().window, answer.messages, answer.hasMore) })
      }
      await catchUp()
    },

    /** Leaves what is read, for the newest. */
    async toNewest(): Promise<void> {
      if (data().window.hasAfter && !(await show('end'))) return set({ problem: 'load' })
      await catchUp()
    },

    jumpTo,

    /** Shows the next message that mentions the reader and is not read. */
    async toNextMention(): Promise<void> {
      const seq = await context.nextMention(data().readSeq)
      if (!isOpen()) return
      if (seq === 'failed') return set({ problem: 'load' })
      if (seq !== undefined) await jumpTo(seq)
    },

    /** Shows the message that another one replies to. */
    async jumpToReplied(id: string): Promise<void> {
      const held = data().window.messages.find((message) => message.id === id)
      if (held) return jumpTo(held.seq)
      const answer = await page({ before: id, limit: 1 })
      if (!answer) return set({ problem: 'load' })
      await jumpTo((answer.messages.at(-1)?.seq ?? 0) + 1)
    },
  }
}
