/** How many wait already. */
export const SIZES = [10, 100, 1_000, 10_000, 100_000]

/** A waiting room's port with so many waiting. */
export interface RoomFigures {
  readonly waiting: number
  readonly pairsPerSecond: number
  /** Processor time of what holds the room, µs. */
  readonly usPerPair: number
  /** A join that nobody fits, µs. */
  readonly usInVain: number
}
