import type { BrowserStores } from '@/lib/client/browser/key-value-store'
import { noUnsentStore, type Unsent, type UnsentStore } from './unsent-store'
import type { Millis } from '@/lib/domain/ids'

/** What two people both named as interests, kept over a refresh. */
interface Shared {
  readonly roomId: string
  readonly words: readonly string[]
}

/** How much of a conversation has been on a screen. */
interface Read {
  readonly roomId: string
  readonly seq: number
}

const UNSENT = 'omegoo.chat.unsent'
const LOOKING = 'omegoo.chat.looking'
const INTERESTS = 'omegoo.chat.interests'
const SHARED = 'omegoo.chat.shared'
/** Shared by the tabs: what one of them has shown is news in none. */
export const READ = 'omegoo.chat.read'
const LOOKING_MS = 20_000
/** A clock that was set back further between two pages proves nothing about a moment ago. */
const SET_BACK_MS = 60_000

/**
 * What the chat keeps beyond the page. Anything unreadable counts as not there.
 *
 * @param unsentStore - where unsent messages outlive the tab.
 */
export function createChatPersistence(
  { session, local }: BrowserStores,
  unsentStore: UnsentStore = noUnsentStore,
) {
  let recalled: readonly Unsent[] = []
  return {
    /** Brings what outlived the tab into reach of `unsent`. */
    recall: async () => {
      recalled = (await unsentStore.recall()).filter(isUnsent)
    },
    /** What was left unsent in this room: of this tab first, and each message once. */
    unsent: (roomId: string): Omit<Unsent, 'roomId'> => {
      const ofTab = [parse(session.read(UNSENT))].filter(isUnsent)
      const here = [...ofTab, ...recalled].filter((kept) => kept.roomId === roomId)
      const waiting = here.flatMap((kept) => kept.waiting)
      const once = new Map(waiting.map((message) => [message.clientMessageId, message]))
      return { draft: here[0]?.draft ?? '', waiting: [...once.values()] }
    },
    /** Undefined forgets everything: there is no conversation that it could go to. */
    keepUnsent: (unsent: Unsent | undefined) => {
      const isEmpty = !unsent || (unsent.draft === '' && unsent.waiting.length === 0)
      session.write(UNSENT, isEmpty ? null : JSON.stringify(unsent))
      if (unsent) return unsentStore.keep(unsent)
      recalled = []
      unsentStore.forget()
    },
    /** The draft that this tab left, of whatever conversation. */
    draftLeft: (): string => [parse(session.read(UNSENT))].find(isUnsent)?.draft ?? '',
    /** Which interests are shared in this room; undefined when that is not known here. */
    shared: (roomId: string): readonly string[] | undefined => {
      const kept = parse(session.read(SHARED))
      return isShared(kept) && kept.roomId === roomId ? kept.words : undefined
    },
    keepShared: (shared: Shared | undefined) =>
      session.write(SHARED, shared === undefined ? null : JSON.stringify(shared)),
    /** The highest number that any tab has shown of this room; 0: none. */
    readUpTo: (roomId: string): number => {
      const kept = parse(local.read(READ))
      return isRead(kept) && kept.roomId === roomId ? kept.seq : 0
    },
    /** Undefined: there is no conversation any more. */
    keepRead: (read: Read | undefined) => local.write(READ, read === undefined ? null : JSON.stringify(read)),
    /** Whether this page looked for a partner a moment ago: a refresh goes on, a later visit does not. */
    wasLooking: (now: Millis): boolean => {
      const age = now - Number(session.read(LOOKING) ?? 0)
      return age < LOOKING_MS && age >= -SET_BACK_MS
    },
    keepLooking: (at: Millis | undefined) => session.write(LOOKING, at === undefined ? null : String(at)),
    interests: (): readonly string[] => {
      const kept = parse(local.read(INTERESTS))
      return Array.isArray(kept) ? kept.filter((word): word is string => typeof word === 'string') : []
    },
    keepInterests: (words: readonly string[]) =>
      local.write(INTERESTS, words.length ? JSON.stringify(words) : null),
  }
}

export type ChatPersistence = ReturnType<typeof createChatPersistence>

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined // Something else was kept under our name.
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false
  const { roomId, draft, waiting } = value as Partial<Unsent>
  return typeof roomId === 'string' && typeof draft === 'string' && Array.isArray(waiting)
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null) return false
  const { roomId, words } = value as Partial<Shared>
  return typeof roomId === 'string' && Array.isArray(words) && words.every((word) => typeof word === 'string')
}

function isRead(value: unknown): value is Read {
  if (typeof value !== 'object' || value === null) return false
  const { roomId, seq } = value as Partial<Read>
  return typeof roomId === 'string' && typeof seq === 'number'
}
