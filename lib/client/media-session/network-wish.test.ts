import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createNetworkWish } from './network-wish'
import type { ChatData } from '@/lib/client/chat/chat-state'
import type { NetworkReach } from '@/lib/client/rtc/connection/network-check'

const looking = (chatType: 'audio' | 'video', isIn = true): ChatData =>
  ({
    chat: {
      phase: 'looking',
      chatType,
      since: 0,
      ...(isIn && { queue: { position: 1, estimateSeconds: 1 } }),
    },
  }) as ChatData

function open(reach: NetworkReach, data = looking('video')) {
  const chat = createStore<ChatData>(() => data)
  const asked: string[] = []
  const wish = createNetworkWish({
    chat,
    check: async () => {
      asked.push('check')
      return reach
    },
    lookAgain: () => void asked.push('look again'),
  })
  return { wish, asked }
}

test('the line is checked once, in the queue for video', async () => {
  const { wish, asked } = open({ stun: true })
  wish.follow()
  wish.follow()
  await Promise.resolve()
  wish.follow()
  expect([asked, wish.current()]).toEqual([['check'], { stun: true }])
})

test.each([
  { what: 'voice', data: looking('audio') },
  { what: 'somebody who is not in the queue yet', data: looking('video', false) },
])('the line is not checked for $what', ({ data }) => {
  const { wish, asked } = open({}, data)
  wish.follow()
  expect(asked).toEqual([])
})

test('who reaches nothing looks again with that', async () => {
  const { wish, asked } = open({ stun: false, turn: false })
  wish.follow()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asked).toEqual(['check', 'look again'])
})

test('who can send too little for a picture looks again with that', async () => {
  const { wish, asked } = open({ stun: true, uplinkKbps: 100 })
  wish.follow()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asked).toEqual(['check', 'look again'])
})

test('what is not configured counts as reached', async () => {
  const { wish, asked } = open({ stun: false })
  wish.follow()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asked).toEqual(['check'])
})
