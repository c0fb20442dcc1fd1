import { expect, test } from 'vitest'
import { createAsker } from './asker'

function open() {
  const answers: (() => void)[] = []
  const shown: number[] = []
  const asker = createAsker(async (isWanted) => {
    const number = answers.length + 1
    await new Promise<void>((resolve) => void answers.push(resolve))
    if (isWanted()) shown.push(number)
  })
  const answer = async (number: number) => {
    answers[number - 1]?.()
    await new Promise((resolve) => void setImmediate(resolve))
  }
  return { ...asker, asked: () => answers.length, answer, shown }
}

test('what is asked for while an answer is on its way is asked once, after it, and no answer is lost', async () => {
  const { ask, asked, answer, shown } = open()
  for (let n = 0; n < 5; n += 1) ask()
  expect(asked()).toBe(1)
  await answer(1)
  expect([asked(), shown]).toEqual([2, [1]])
  await answer(2)
  expect([asked(), shown]).toEqual([2, [1, 2]])
  ask()
  expect(asked()).toBe(3)
})

test('an answer that nobody waits for any more is not shown, and nothing follows it', async () => {
  const { ask, stop, asked, answer, shown } = open()
  ask()
  ask()
  stop()
  await answer(1)
  expect([asked(), shown]).toEqual([1, []])
})
