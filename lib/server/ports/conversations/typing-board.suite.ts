import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type TypingBoard, TYPISTS_KEPT } from './typing-board'

/** Holds for every adapter of `TypingBoard`. */
export function typingBoardSuite(open: () => TypingBoard): void {
  test('who types is shown until it is over or cleared, in that conversation alone', async () => {
    const [board, here] = [open(), randomUUID()]
    await board.set(here, 'ann', 3_000, 0)
    await board.set(here, 'bob', 5_000, 2_000)
    expect((await board.of(here, 2_999)).toSorted()).toEqual(['ann', 'bob'])
    expect(await board.of(randomUUID(), 2_000)).toEqual([])
    expect(await board.of(here, 3_000)).toEqual(['bob'])
    await board.clear(here, 'bob')
    expect(await board.of(here, 3_000)).toEqual([])
  })

  test('who goes on typing is shown for longer', async () => {
    const [board, here] = [open(), randomUUID()]
    await board.set(here, 'ann', 3_000, 0)
    await board.set(here, 'ann', 5_000, 2_000)
    expect(await board.of(here, 4_000)).toEqual(['ann'])
  })

  test('of many who type at once the latest are kept', async () => {
    const [board, here] = [open(), randomUUID()]
    for (let index = 0; index <= TYPISTS_KEPT; index += 1)
      await board.set(here, `person ${index}`, 3_000 + index, index)
    const kept = await board.of(here, 1_000)
    expect(kept).toHaveLength(TYPISTS_KEPT)
    expect(kept).not.toContain('person 0')
  })
}
