import { createStore } from 'zustand/vanilla'
import { randomId } from '@/lib/client/random-id'

/** Why a page can no longer act for the account it was opened as. */
export type AccountNews = 'another' | 'signed-out'

interface PageAccount {
  /** Undefined: the page was opened for no account. */
  readonly account: string | undefined
  /** This browser has been signed in to another account, or signed out, since the page was opened. */
  readonly news: AccountNews | undefined
}

interface Note {
  readonly account: string | null
  /** The page that announces it. */
  readonly from: string
}

/** The name of the channel, and of the item in browsers without channels. */
const CHANNEL = 'omegoo.account'

/** Whose page this is; every request names it to the server, which refuses what would count for another account. */
export const pageAccount = createStore<PageAccount>(() => ({ account: undefined, news: undefined }))

/** The page belongs to an account from here on. @returns what ends that */
export function openAs(account: string): () => void {
  if (pageAccount.getState().account !== account) pageAccount.setState({ account, news: undefined })
  return () => {
    if (pageAccount.getState().account === account)
      pageAccount.setState({ account: undefined, news: undefined })
  }
}

/** The server answered that the login is another account's. */
export function accountChanged(): void {
  if (pageAccount.getState().account !== undefined) pageAccount.setState({ news: 'another' })
}

const self = randomId()

/** Announces to the other tabs which account is signed in here now. @param account - null: none */
export function announceAccount(account: string | null): void {
  const note: Note = { account, from: self }
  if (typeof BroadcastChannel === 'function') {
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage(note)
    return channel.close()
  }
  try {
    localStorage.setItem(CHANNEL, JSON.stringify({ ...note, turn: randomId() }))
    localStorage.removeItem(CHANNEL)
  } catch (error) {
    console.debug('The other tabs cannot learn which account is signed in.', error)
  }
}

/** Follows what other tabs announce. @returns what ends that */
export function followAccount(): () => void {
  if (typeof BroadcastChannel === 'function') {
    const channel = new BroadcastChannel(CHANNEL)
    channel.addEventListener('message', ({ data }) => receive(data))
    return () => channel.close()
  }
  const listen = ({ key, newValue }: StorageEvent) => {
    if (key === CHANNEL && newValue !== null) receive(JSON.parse(newValue))
  }
  window.addEventListener('storage', listen)
  return () => window.removeEventListener('storage', listen)
}

function receive(note: unknown): void {
  if (typeof note !== 'object' || note === null) return
  const { account, from } = note as Partial<Note>
  const mine = pageAccount.getState().account
  if (from === self || mine === undefined || account === undefined) return
  const news = account === null ? 'signed-out' : account === mine ? undefined : 'another'
  pageAccount.setState({ news })
}
