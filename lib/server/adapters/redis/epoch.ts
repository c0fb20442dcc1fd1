import { randomUUID } from 'node:crypto'

/** A mark that Redis keeps beside other things, if it has none; never used before. */
export const newMark = (): string => randomUUID()

/** Is told the mark that Redis has; when it is another one, what was kept beside it is lost: `onLost`, once each time. */
export function createMarkWatch(onLost: (() => void) | undefined): (mark: string) => void {
  let known: string | undefined
  return (mark) => {
    const isLost = known !== undefined && known !== mark
    known = mark
    if (isLost) onLost?.()
  }
}
