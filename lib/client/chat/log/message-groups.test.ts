import { expect, test } from 'vitest'
import { groupByTime, PAUSE_MS } from './message-groups'
import type { ChatMessage } from '@/lib/client/chat/chat-state'

const at = (time: number): ChatMessage => ({
  key: String(time),
  mine: true,
  type: 'text',
  content: 'x',
  at: time,
  state: { kind: 'sent' },
})

test.each([
  { times: [], groups: [] },
  { times: [0], groups: [[0]] },
  { times: [0, PAUSE_MS - 1], groups: [[0, PAUSE_MS - 1]] },
  { times: [0, PAUSE_MS], groups: [[0], [PAUSE_MS]] },
  // A clock that is set back makes no pause.
  { times: [PAUSE_MS * 3, 5, 6], groups: [[PAUSE_MS * 3, 5, 6]] },
])('messages at $times stand together as $groups', ({ times, groups }) => {
  expect(groupByTime(times.map(at)).map((group) => group.map((message) => message.at))).toEqual(groups)
})
