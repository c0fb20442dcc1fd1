import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import { type ChatContext, createChatContext, type MediaWish } from './chat-context'
import { followGeneric } from './generic-news'
import { createModeActions, followModes, type ModeActions } from './modes'
import { followText, type NewsReaders } from './session-news'
import type { ChatType } from '@/lib/domain/sessions'
import { createChatPersistence } from './chat-persistence'
import type { BrowserStores } from '@/lib/client/browser/key-value-store'
import { splitInterests } from '@/lib/client/chat/compose/interest-words'
import { createSendQueue, type SendQueue } from './send-queue'
import { createReports, type Reports } from './reports'
import { createSafety, type Safety, type SafetyRest } from './safety'
import { createReading, type Reading } from './reading'
import { createSearch, type Search } from './search'
import { createSession } from './session'
import { createTouchActions, followTouch, type TouchActions } from './staying-in-touch'
import { type ChatData, INTEREST_LENGTH, INTERESTS_MAX, isSameInterest } from './chat-state'
import { writeAgain } from './transcript'
import { createTyping, type Typing } from './typing'
import type { UnsentStore } from './unsent-store'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

interface Deps {
  /** Whose chat it is: a message that this account sent is one's own. */
  readonly account: string
  readonly socket: OmegooSocket
  readonly clock: Clock
  readonly storage: BrowserStores
  /** Where unsent messages outlive the tab; without one they do not. */
  readonly unsentStore?: UnsentStore
  readonly ids: () => string
  readonly rest: SafetyRest
  /** The kind of the session that the server knew of when the page was made: then it is asked for before anything else. */
  readonly expected: ChatType | null
  readonly mediaWish?: () => MediaWish
}

export interface ChatActions
  extends
    Safety,
    Reports,
    ModeActions,
    TouchActions,
    Pick<SendQueue, 'send' | 'sendPicture' | 'resend' | 'discard'>,
    Pick<Search, 'cancel' | 'leave'> {
  /** Restores what this browser kept, and the session that the server expects. Once, when the app is there. */
  readonly start: () => void
  /**
   * The screen of one kind of session is there.
   *
   * @param expected - the kind of the session that the server knows of by now; null: of none
   */
  readonly screenOpened: (expected: ChatType | null, wish?: ChatType) => void
  /** Looks for another kind from now on, as a line that cannot carry a picture suggests. */
  readonly wishFor: (wish: ChatType) => void
  /**
   * Another page is shown. A conversation goes on; a search does not, because the stranger would meet an unattended page, and is
   * continued when one is back within seconds.
   */
  readonly screenClosed: () => void
  /** Another tab has shown more of the conversation. */
  readonly readElsewhere: () => void
  /** Looks for a partner, leaving the present one. */
  readonly next: () => void
  /** Back to the start, e.g. to change interests. */
  readonly rest: () => void
  readonly type: (draft: string) => void
  /** At most 5 of at most 30 characters, each once whatever its case; the rest is dropped. */
  readonly setInterests: (words: readonly string[]) => void
  /** What stands in the field; it counts as an interest once one looks for a partner. */
  readonly typeInterest: (text: string, isUnfinished?: boolean) => void
  /** Takes what stands in the field as an interest; where there is no room for it, it stays in the field. */
  readonly addInterest: () => void
  /** Starts the time anew in which the draft of before can be copied. */
  readonly holdDraft: () => void
  readonly dismissDraft: () => void
  /** The warning was read. */
  readonly noted: () => void
}

/** What the app's chat is, and what may be done about it. */
export interface ChatStore {
  readonly state: StoreApi<ChatData>
  readonly actions: ChatActions
}

/** The random text chat of one tab, which outlives its pages: one phase at a time, one conversation at most. */
export function createChatStore(deps: Deps): ChatStore {
  const { account, socket, clock, storage, unsentStore, ids, rest, mediaWish = () => ({}) } = deps
  let { expected } = deps
  const persistence = createChatPersistence(storage, unsentStore)
  const state = createStore<ChatData>(() => ({
    wish: 'text',
    chat: { phase: expected === null ? 'idle' : 'opening' },
    draft: '',
    interests: [],
    interestWord: '',
    readUpTo: 0,
  }))
  const context = createChatContext(state, { account, socket, clock, persistence, ids, mediaWish })
  const typing = createTyping(context)
  const reading = createReading(state, persistence)
  const queue = createSendQueue(context)
  const search = createSearch(context, () => void session.resume())
  const session = createSession(context, {
    expected: () => expected ?? undefined,
    began() {
      search.settle()
      queue.pump()
    },
    nothingToResume() {
      if (context.data().chat.phase !== 'opening') return
      context.show({ phase: 'idle' })
      if (reading.isOnScreen()) goOnLooking(context, search)
    },
  })
  const news = { context, typing, search, session }
  followText(socket, news)
  followGeneric(socket, news)
  followModes(socket, context)
  followTouch(socket, context)
  follow(socket, { context, search, session })

  const { cancel, leave, look } = search
  const actions: ChatActions = {
    ...createSafety(context, rest),
    ...createReports(context, rest),
    ...ownWords(context, typing, queue),
    ...ownInterests(context),
    ...lifecycle(
      { context, queue, typing, reading, search, session },
      {
        flushReport: () => actions.flushReport(),
        expect: (kind) => {
          expected = kind
        },
      },
    ),
    ...createModeActions(context),
    ...createTouchActions(context),
    holdDraft: context.draftOffers.hold,
    dismissDraft: context.draftOffers.dismiss,
    cancel,
    leave: () => {
      typing.rest()
      actions.flushReport()
      leave()
    },
    next() {
      typing.rest()
      actions.addInterest()
      actions.flushReport()
      if (context.chatting()) leave()
      if (context.data().chat.phase !== 'looking') look()
    },
    wishFor(wish) {
      const isLooking = context.data().chat.phase === 'looking'
      if (isLooking) cancel()
      context.set({ wish })
      if (isLooking) look()
    },
    rest: () => {
      actions.flushReport()
      context.show({ phase: 'idle' })
    },
  }
  return { state, actions }
}

/** The app's and its screen's coming and going. */
function lifecycle(
  { context, queue, typing, reading, search, session }: NewsReaders & { queue: SendQueue; reading: Reading },
  { flushReport, expect }: { flushReport: () => void; expect: (kind: ChatType | null) => void },
): Pick<ChatActions, 'start' | 'screenOpened' | 'screenClosed' | 'readElsewhere'> {
  const phase = () => context.data().chat.phase
  const takeUp = () => {
    void takeBack(context, queue)
    void session.resume()
  }
  return {
    start() {
      context.set({ interests: context.persistence.interests() })
      if (phase() === 'opening') takeUp()
    },
    screenOpened(expected, wish = 'text') {
      reading.begin()
      if (phase() !== 'looking') context.set({ wish })
      if (phase() !== 'idle') return
      expect(expected)
      if (expected === null) return goOnLooking(context, search)
      context.show({ phase: 'opening' })
      takeUp()
    },
    screenClosed() {
      reading.end()
      typing.rest()
      flushReport()
      search.pause()
      if (phase() === 'ended') context.show({ phase: 'idle' })
    },
    readElsewhere: reading.readElsewhere,
  }
}

/** There is no conversation: a search that was interrupted a moment ago goes on. */
function goOnLooking(context: ChatContext, search: Search): void {
  forgetUnsent(context)
  if (context.persistence.wasLooking(context.clock.now())) search.look()
}

/** Writes again what outlived the tab, also when the conversation was on the screen before it was found. */
async function takeBack(context: ChatContext, queue: SendQueue): Promise<void> {
  await context.persistence.recall()
  const now = context.chatting()
  if (!now) return
  const { waiting } = context.persistence.unsent(now.roomId)
  context.patchMessages((all) => writeAgain(all, waiting, context.clock.now()))
  queue.pump()
}

function ownWords(context: ChatContext, typing: Typing, queue: SendQueue) {
  return {
    type(draft: string) {
      context.set({ draft })
      context.remember()
      typing.keystroke(draft.trim() === '')
    },
    send() {
      const isSent = queue.send()
      if (isSent) typing.rest()
      return isSent
    },
    sendPicture: queue.sendPicture,
    resend: queue.resend,
    discard: queue.discard,
    noted: () => context.patch({ warned: false }),
  }
}

function ownInterests(context: ChatContext) {
  const setInterests = (words: readonly string[]) => {
    const clean = words.map((word) => word.trim().slice(0, INTEREST_LENGTH)).filter((word) => word !== '')
    const once = new Map(clean.toReversed().map((word) => [word.toLocaleLowerCase(), word]))
    const interests = [...once.values()].toReversed().slice(0, INTERESTS_MAX)
    context.persistence.keepInterests(interests)
    context.set({ interests })
  }
  return {
    setInterests,
    typeInterest(text: string, isUnfinished = false) {
      const { whole, rest } = isUnfinished ? { whole: [], rest: text } : splitInterests(text)
      if (whole.length > 0) setInterests([...context.data().interests, ...whole])
      context.set({ interestWord: rest })
    },
    addInterest() {
      const { interests, interestWord } = context.data()
      const isThere = () => context.data().interests.some((one) => isSameInterest(one, interestWord))
      if (interestWord.trim() === '') return
      if (!isThere()) setInterests([...interests, interestWord])
      if (isThere()) context.set({ interestWord: '' })
    },
  }
}

/** There is no conversation that unsent words could go to; a draft can still be copied for a while. */
function forgetUnsent({ persistence, draftOffers }: ChatContext): void {
  draftOffers.offer(persistence.draftLeft())
  persistence.keepUnsent(undefined)
}

/** What the connection's coming and going means for the chat. */
function follow(socket: OmegooSocket, { context, search, session }: Omit<NewsReaders, 'typing'>): void {
  const comeBack = async () => {
    await search.finishLeaving()
    const { phase } = context.data().chat
    if (phase === 'opening' || phase === 'chatting') await session.resume()
    else if (phase === 'looking') await search.rejoin()
  }
  socket.onOnlineChange((isOnline) => {
    if (isOnline) void comeBack()
    else session.connectionLost()
  })
}
