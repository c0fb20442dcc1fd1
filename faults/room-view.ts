import type { Acknowledged, Ending, Seen, View } from './history'

/** One person's history of one room, as it grows. */
export interface RoomView extends View {
  see(message: Seen): void
  acknowledge(message: Acknowledged): void
  end(ending: Ending): void
  /** The last number heard of. */
  lastSeq(): number | undefined
}

export function createRoomView(room: string, person: string): RoomView {
  const acknowledged: Acknowledged[] = []
  const seen: Seen[] = []
  let ending: Ending = 'open'
  return {
    room,
    person,
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
