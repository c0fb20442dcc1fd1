import { randomUUID } from 'node:crypto'

/** An epoch that Redis keeps beside other things, if it has none; never used before. */
export const newEpoch = (): string => randomUUID()

/** Compares the epoch that Redis has with the last one: another one says that what was kept beside it is lost. `onLost`: once each time. */
export function createEpochWatch(onLost: (() => void) | undefined): (epoch: string) => void {
  let known: string | undefined
  return (epoch) => {
    const isLost = known !== undefined && known !== epoch
    known = epoch
    if (isLost) onLost?.()
  }
}
