import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createMediaSession } from './media-session'
import type { OneTab } from './one-tab'
import { type ChatData, type Chatting, NO_DEED } from '@/lib/client/chat/chat-state'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeDevices, createFakeLink } from '@/lib/client/testing/fake-media'
import { createFakeSocket } from '@/lib/client/testing/fake-socket'
import { createFakeStores } from '@/lib/client/testing/fake-stores'

const MATCH: Chatting = {
  phase: 'chatting',
  chatType: 'audio',
  since: 0,
  isInitiator: true,
  maxBitrate: 32,
  isRevealed: false,
  roomId: 'voice_room_1',
  partnerId: 'bob',
  partner: { kind: 'here' },
  messages: [],
  warned: false,
  deed: NO_DEED,
}
const VIDEO = { ...MATCH, chatType: 'video' } as const
const ENDED = { ...MATCH, phase: 'ended', reason: 'you_left', endedAt: 0 } as const

function setUp(stores = createFakeStores()) {
  const socket = createFakeSocket()
  const devices = createFakeDevices()
  const clock = createFakeClock()
  const links: ReturnType<typeof createFakeLink>[] = []
  const reveals: boolean[] = []
  let claimed: ((isMine: boolean) => void) | undefined
  let asked = () => {}
  const oneTab: OneTab = {
    claim(listener) {
      if (claimed) return
      claimed = listener
      listener(true)
    },
    take: () => claimed?.(true),
    onAsked: (listener) => (asked = listener),
    release: () => (claimed = undefined),
  }
  const chat = createStore<ChatData>(() => ({
    wish: 'audio',
    chat: { phase: 'idle' },
    draft: '',
    interests: [],
    interestWord: '',
    readUpTo: 0,
  }))
  const session = createMediaSession({
    chat,
    socket,
    clock,
    store: stores.session,
    channelOf: () => ({ send: () => {}, onSignal: () => () => {} }),
    createLink: () => {
      const made = createFakeLink()
      links.push(made)
      return made.link
    },
    checkNetwork: async () => ({}),
    lookAgain: () => undefined,
    createOwnDevices: () => devices.own,
    oneTab,
    reveal: (isShown) => void reveals.push(isShown),
  })
  return {
    ...session,
    socket,
    devices,
    clock,
    reveals,
    /** Another tab has the media, or this one. */
    have: (isMine: boolean) => claimed?.(isMine),
    askedElsewhere: () => asked(),
    now: () => session.state.getState(),
    /** What was asked of the newest link since one asked last. */
    calls: () => links.at(-1)?.calls.splice(0) ?? [],
    links: () => links.length,
    async be(next: ChatData['chat'], wish: ChatData['wish'] = 'audio') {
      chat.setState({ chat: next, wish })
      await settled()
    },
    announced: () => socket.sentAs('media-state').at(-1),
  }
}

test('what was prepared in the queue is used at the match', async () => {
  const ann = setUp()
  await ann.devices.own.media.open({ audio: null })
  ann.actions.enter(ann.devices.own)
  await ann.be({ phase: 'looking', chatType: 'audio', since: 0 })
  expect(ann.links()).toBe(0)
  await ann.be({ phase: 'looking', chatType: 'audio', since: 0, queue: { position: 1, estimateSeconds: 1 } })
  expect(ann.calls()).toEqual(['unmute', 'microphone audio 1', 'camera none'])
  await ann.be(MATCH)
  expect([ann.links(), ann.calls()]).toEqual([1, ['start audio 32 first']])
  expect(ann.devices.asked).toHaveLength(1)
})

test('a session without a green room opens what was allowed before, and nothing else', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  expect(ann.devices.asked).toEqual([{ audio: null }])
  expect(ann.now()).toMatchObject({ lacking: undefined, tracks: { audio: { id: 'audio 1' } } })

  const cem = setUp()
  cem.devices.permit('prompt')
  await cem.be(MATCH)
  expect([cem.devices.asked, cem.now().lacking]).toEqual([[], 'not-asked'])
  await cem.actions.allow()
  expect([cem.devices.asked, cem.now().lacking]).toEqual([[{ audio: null }], undefined])
})

test('another speaker is used at once, and nothing is opened or sent for it', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  await ann.actions.use('audiooutput', 'kitchen')
  expect([ann.now().speaker, ann.calls(), ann.devices.asked]).toEqual(['kitchen', [], [{ audio: null }]])
})

test('a refused microphone is mentioned, and can be asked for again', async () => {
  const ann = setUp()
  ann.devices.answer({ kind: 'refused', problem: 'in-use' })
  await ann.be(MATCH)
  expect(ann.now().lacking).toBe('in-use')
  ann.devices.answer({ kind: 'open' })
  await ann.actions.allow()
  expect(ann.now().lacking).toBeUndefined()
})

test('voice becomes video and voice again, and the camera is on for the pictures alone', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  await ann.be(VIDEO)
  expect(ann.calls()).toEqual(['change audio+video first', 'microphone audio 1', 'camera video 2'])
  expect(ann.now().isCameraOff).toBe(false)
  await ann.be(MATCH)
  expect(ann.calls()).toEqual(['change audio first', 'microphone audio 1', 'camera none'])
  expect(ann.now().tracks.video).toBeUndefined()
  await ann.be({ ...MATCH, chatType: 'text' })
  expect(ann.calls()).toEqual(['close'])
  expect(ann.devices.isStopped()).toBe(true)
})

test('a camera that was not allowed before is not asked for without a tap', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.devices.permit('prompt')
  await ann.be(VIDEO)
  expect(ann.devices.asked).toEqual([{ audio: null }])
  ann.devices.permit('granted')
  const cem = setUp()
  cem.devices.permit('prompt')
  await cem.be(VIDEO)
  expect(cem.now().lacking).toBe('not-asked')
  await cem.actions.allow()
  expect(cem.devices.asked).toEqual([{ audio: null, video: null }])
})

test('one is shown when both want it, and covered at once', async () => {
  const ann = setUp()
  await ann.be(VIDEO)
  ann.calls()
  ann.actions.show(true)
  expect([ann.calls(), ann.reveals]).toEqual([[], [false, true]])
  await ann.be({ ...VIDEO, isRevealed: true })
  expect(ann.calls()).toEqual(['show'])
  ann.actions.show(false)
  expect([ann.calls(), ann.reveals]).toEqual([['cover'], [false, true, false]])
})

test('a page that was loaded again begins covered, whatever the server knows of the one before', async () => {
  const ann = setUp()
  await ann.be(VIDEO)
  expect(ann.reveals).toEqual([false])
  ann.calls()
  await ann.be({ ...VIDEO, isRevealed: true })
  expect(ann.calls()).toEqual(['cover'])
})

test('a resumed session negotiates again, and the partner learns what was missed', async () => {
  const ann = setUp()
  await ann.be(VIDEO)
  ann.socket.goOffline()
  ann.actions.mute(true)
  ann.socket.comeBack()
  ann.calls()
  await ann.be({ ...VIDEO, resumedAt: 5 })
  expect([ann.calls(), ann.reveals]).toEqual([['restart'], [false, false]])
  expect(ann.announced()).toEqual({ sessionId: '1', isMuted: true, isVideoOff: false })
})

test('who is muted is so after the page was loaded again, and until the session is over', async () => {
  const stores = createFakeStores()
  const before = setUp(stores)
  await before.be(VIDEO)
  before.actions.mute(true)
  await before.actions.turnCamera(true)

  const ann = setUp(stores)
  await ann.be({ ...VIDEO, resumedAt: 5 }, 'video')
  expect(ann.now()).toMatchObject({ isMuted: true, isCameraOff: true, tracks: { audio: { enabled: false } } })
  expect(ann.devices.asked).toEqual([{ audio: null }])
  expect(ann.announced()).toEqual({ sessionId: '1', isMuted: true, isVideoOff: true })
  expect(ann.reveals).toEqual([false])
  await ann.be({ phase: 'idle' })
  expect(setUp(stores).now()).toMatchObject({ isMuted: false, isCameraOff: false })
})

test('the end closes the line and keeps its summary; devices go on to the next one, and are let go after it', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  await ann.be(ENDED)
  expect(ann.calls()).toEqual(['close'])
  expect(ann.now()).toMatchObject({ summary: { worst: 'good' }, tracks: { audio: { id: 'audio 1' } } })
  await ann.be({ ...MATCH, roomId: 'voice_room_2' })
  expect([ann.links(), ann.devices.asked.length, ann.now().summary]).toEqual([2, 1, undefined])
  await ann.be(ENDED)
  await ann.be({ phase: 'idle' })
  expect([ann.devices.isStopped(), ann.now().own]).toEqual([true, undefined])
})

test('muting is silence, and the partner learns of it', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  ann.actions.mute(true)
  expect([ann.calls(), ann.now().tracks.audio?.enabled]).toEqual([['mute'], false])
  expect(ann.announced()).toEqual({ sessionId: '1', isMuted: true, isVideoOff: false })
  await ann.be(ENDED)
  await ann.be({ ...MATCH, roomId: 'voice_room_2' })
  expect(ann.announced()).toEqual({ sessionId: '2', isMuted: true, isVideoOff: false })
})

test('what the partner has muted or off is shown, of this session alone', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  const state = { partnerId: 'bob', isMuted: true, isVideoOff: false }
  ann.socket.publish('partner-media-state', { ...state, sessionId: '9' })
  expect(ann.now().partner.isMuted).toBe(false)
  ann.socket.publish('partner-media-state', { ...state, sessionId: '1' })
  expect(ann.now().partner.isMuted).toBe(true)
})

test('a device that was unplugged is replaced, which is news for a while', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  ann.devices.unplug('audio')
  await settled()
  expect([ann.calls(), ann.now().lost]).toEqual([['microphone audio 2', 'camera none'], 'microphone'])
  await ann.clock.pass(8_000)
  expect(ann.now().lost).toBeUndefined()
})

test('without another camera the sound goes on, and without another microphone its problem is shown', async () => {
  const ann = setUp()
  await ann.be(VIDEO)
  ann.devices.answer({ kind: 'refused', problem: 'not-found' })
  ann.devices.unplug('video')
  await settled()
  expect(ann.now()).toMatchObject({ lost: 'camera', isCameraOff: true, lacking: undefined })
  expect(ann.announced()).toEqual({ sessionId: '1', isMuted: false, isVideoOff: true })
  await ann.actions.turnCamera(false)
  expect(ann.now()).toMatchObject({ lost: 'camera-refused', isCameraOff: true })
  ann.devices.unplug('audio')
  await settled()
  expect(ann.now().lacking).toBe('not-found')
})

test('another tab has the media: the line ends here, the devices go, and one may take them', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  ann.have(false)
  await settled()
  expect([ann.now().isElsewhere, ann.now().link, ann.now().own]).toEqual([true, undefined, undefined])
  ann.actions.takeHere()
  await settled()
  expect([ann.now().isElsewhere, ann.links()]).toEqual([false, 2])
})

test('the tab that has the media sends signals again when another one has come', async () => {
  const ann = setUp()
  await ann.be(MATCH)
  ann.calls()
  ann.askedElsewhere()
  expect(ann.calls()).toEqual(['restart'])
})

test('while a report waits nothing goes to the partner, and what one has chosen stays', async () => {
  const ann = setUp()
  await ann.be(VIDEO)
  ann.calls()
  await ann.be({ ...VIDEO, deed: { ...NO_DEED, report: { kind: 'sending' } } })
  expect(ann.calls()).toEqual(['mute', 'microphone audio 1', 'camera none'])
  expect(ann.now().isMuted).toBe(false)
  await ann.be(VIDEO)
  expect(ann.calls()).toEqual(['unmute', 'microphone audio 1', 'camera video 2'])
})
