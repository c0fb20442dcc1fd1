import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppParts } from '@/lib/client/app/app-parts'
import { createVisitRoom, type RoomRest, type VisitRoom } from './visit-room'
import { type VisitSocket, visitsRest } from './visits-rest'

/** The visits that were opened on one connection. */
export interface VisitRooms {
  readonly open: (visitId: string) => VisitRoom
  /** Counts up with everything that may change a list of visits. */
  readonly news: StoreApi<number>
}

interface Deps {
  readonly account: string
  readonly socket: VisitSocket
  readonly rest: RoomRest
}

/** Gives each visit what the connection brings of it. Whoever waits in one goes on waiting on other pages. */
export function createVisitRooms({ account, socket, rest }: Deps): VisitRooms {
  const rooms = new Map<string, VisitRoom>()
  const news = createStore<number>(() => 0)
  const isNews = () => news.setState(news.getState() + 1, true)
  const of = ({ visitId }: { readonly visitId?: string | undefined }) =>
    visitId === undefined ? undefined : rooms.get(visitId)?.receive

  socket.onOnlineChange((isOnline) => {
    if (!isOnline) return
    isNews()
    for (const { receive } of rooms.values()) receive.online()
  })
  socket.on('visit:waiting', (frame) => {
    of(frame)?.waiting(frame)
    isNews()
  })
  socket.on('visit:admitted', (frame) => {
    of(frame)?.admitted(frame)
    isNews()
  })
  socket.on('visit:over', (frame) => {
    of(frame)?.over()
    isNews()
  })
  socket.on('room:membersChanged', isNews)
  socket.on('visit:participantsChanged', (frame) => {
    of(frame)?.participants(frame)
    isNews()
  })

  return {
    news,
    open(visitId) {
      const room = rooms.get(visitId) ?? createVisitRoom({ visitId, account, socket, rest })
      rooms.set(visitId, room)
      return room
    },
  }
}

const made = new WeakMap<AppParts, VisitRooms>()

/** Those of the app's connection, made when a page first asks for them. */
export function visitRoomsOf(parts: AppParts): VisitRooms {
  const rooms =
    made.get(parts) ??
    createVisitRooms({
      account: parts.account,
      socket: parts.socket.telehealth,
      rest: visitsRest,
    })
  made.set(parts, rooms)
  return rooms
}
