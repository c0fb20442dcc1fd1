import type { Acknowledged, Ending, Seen, View } from './history'

/** One client's history of one room, as it grows. */
export interface RoomView extends View {
  see(message: Seen): void
  acknowledge(message: Acknowledged): void
  end(ending: Ending): void
  /** The number of the last message received. */
  lastSeq(): number | undefined
}

export function createRoomView(room: string, client: string): RoomView {
  const acknowledged: Acknowledged[] = []
  const seen: Seen[] = []
  let ending: Ending = 'open'
  return {
    room,
    client,
    acknowledged,
    seen,
    get ending() {
      return ending
    },
    see: (message) => void seen.push(message),
    acknowledge: (message) => void acknowledged.push(message),
    end: (how) => void (ending = how),
    lastSeq: () => seen.at(-1)?.seq,
  }
}
