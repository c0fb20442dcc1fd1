import { beforeAll, expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { createMemoryTypingBoard } from '@/lib/server/adapters/memory/typing-board'
import { typingBoardSuite } from '@/lib/server/ports/conversations/typing-board.suite'
import type { TypingBoard } from '@/lib/server/ports/conversations/typing-board'
import { createKeys, type Keys } from '../keys'
import { createRedisTypingBoard } from './typing-board'
import { describeWithRedis } from '../redis.fixture'
import type { RunScript } from '../scripts'

const boardOn = (run: RunScript, keys: Keys) =>
  createRedisTypingBoard({ run, keys, fallback: createMemoryTypingBoard() })

describeWithRedis('on Redis', (redis) => {
  let boards: [TypingBoard, TypingBoard]
  beforeAll(async () => {
    const { keys, process } = await redis.deployment()
    boards = [boardOn(await process(), keys), boardOn(await process(), keys)]
  })
  typingBoardSuite(() => boards[0])

  test('any process finds who types on another one', async () => {
    await boards[0].set('here', 'ann', 3_000, 0)
    expect(await boards[1].of('here', 1_000)).toEqual(['ann'])
    await boards[1].clear('here', 'ann')
    expect(await boards[0].of('here', 1_000)).toEqual([])
  })
})

test('while Redis is away each process knows its own people', async () => {
  const board = boardOn(() => Promise.reject(new DomainError('UNAVAILABLE')), createKeys())
  await board.set('here', 'ann', 3_000, 0)
  expect(await board.of('here', 1_000)).toEqual(['ann'])
})
