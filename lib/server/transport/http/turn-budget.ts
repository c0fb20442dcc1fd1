/** No honest client sends more packets, or more values in all of them, in one turn of the event loop. */
const MAX_PACKETS = 2_000
const MAX_PARTS = 5_000

/** Counts a packet and the values in it. @returns whether the connection is within its budget */
export type Spend = (parts: number) => boolean

/**
 * What one connection may send in one turn of the event loop, during which no other connection is served.
 *
 * @returns a function that opens the budget of one connection
 */
export function createTurnBudgets(afterTurn: (job: () => void) => void = setImmediate): () => Spend {
  let turn = 0
  let isEndKnown = false

  function currentTurn(): number {
    if (!isEndKnown) {
      isEndKnown = true
      afterTurn(() => {
        turn += 1
        isEndKnown = false
      })
    }
    return turn
  }

  return () => {
    let spentIn = -1
    let packets = 0
    let values = 0
    return (parts) => {
      const now = currentTurn()
      if (now !== spentIn) {
        spentIn = now
        packets = 0
        values = 0
      }
      packets += 1
      values += parts
      return packets <= MAX_PACKETS && values <= MAX_PARTS
    }
  }
}
