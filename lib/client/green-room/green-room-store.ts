import { createStore, type StoreApi } from 'zustand/vanilla'
import type { GreenRoomPhase, GreenRoomReady, GreenRoomState, RoomKind } from './green-room-state'
import { createSoundCheck, type SoundCheck } from './sound-check'
import { toneFile } from './tone'
import { createTryOut, type SoundTools } from './try-out'
import type { KeyValueStore } from '@/lib/client/browser/key-value-store'
import type { Clock } from '@/lib/client/clock'
import type { DevicesEvent } from '@/lib/client/rtc/devices/devices'
import type { LocalMediaEvent, MediaWish } from '@/lib/client/rtc/devices/local-media'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'

interface GreenRoomDeps {
  readonly kind: RoomKind
  readonly own: OwnDevices
  readonly tools: SoundTools
  readonly clock: Clock
  readonly storage: KeyValueStore
  /** Counts a refusal for administrators; nothing about the person goes with it. */
  readonly count: (kind: RoomKind, problem: MediaProblem) => void
  readonly onReady: (ready: GreenRoomReady) => void
}

export interface GreenRoomActions {
  /** Reads what was allowed before. Asks for nothing. */
  readonly enter: () => Promise<void>
  /** Opens the devices, for which the browser may ask the person; from a tap only. */
  readonly allow: () => Promise<void>
  /** The same, and on to the session at once. */
  readonly startNow: () => Promise<void>
  /** Uses another device; null: the browser's own choice. */
  readonly choose: (kind: MediaDeviceKind, id: string | null) => Promise<void>
  readonly hearMyself: () => void
  readonly playTone: () => Promise<void>
  readonly preferQuick: (isQuickNext: boolean) => void
  /** On to the session. */
  readonly start: () => void
  /** The screen is gone: lets everything go, unless the session has it. */
  readonly leave: () => void
}

export interface GreenRoomStore {
  readonly state: StoreApi<GreenRoomState>
  readonly actions: GreenRoomActions
  /** How loud the microphone is at this moment, 0 to 1. */
  readonly level: () => number
  readonly cameraTrack: () => MediaStreamTrack | undefined
}

const QUICK = 'omegoo.green-room.quick'

/** The room before a session: one sees and hears oneself before anybody else does. */
export function createGreenRoom(deps: GreenRoomDeps): GreenRoomStore {
  const { own, clock, kind } = deps
  const state = createStore<GreenRoomState>(() => ({
    phase: { kind: 'checking' },
    devices: [],
    chosen: { audioinput: null, videoinput: null, audiooutput: null },
    sound: 'waiting',
    tryOut: { kind: 'none' },
    isQuickNext: deps.storage.read(QUICK) === 'on',
    isInterrupted: false,
  }))
  const show = (phase: GreenRoomPhase) => state.setState({ phase })
  const tryOut = createTryOut(deps.tools, clock, (next) => state.setState({ tryOut: next }))
  let check: SoundCheck | undefined
  let isHandedOver = false

  const refuse = (problem: MediaProblem) => {
    check?.stop()
    check = undefined
    deps.count(kind, problem)
    show({ kind: 'refused', problem })
  }
  const listen = () => {
    check?.stop()
    const track = own.media.track('audio')
    check = track && createSoundCheck(own.meterOf(track), clock, (sound) => state.setState({ sound }))
    state.setState({ sound: 'waiting', isInterrupted: false })
  }
  /** Opens some kinds, keeping those that are open. @returns whether the room is ready then */
  const open = async (wish: MediaWish): Promise<boolean> => {
    const answer = await own.media.open(wish)
    if (answer.kind === 'superseded') return false
    if (answer.kind === 'refused') {
      if (wish.audio === undefined) show({ kind: 'ready', lacking: answer.problem })
      else refuse(answer.problem)
      return false
    }
    if (answer.lacking) deps.count(kind, answer.lacking)
    await readDevices()
    if (wish.audio !== undefined) listen()
    show({ kind: 'ready', ...(answer.lacking && { lacking: answer.lacking }) })
    return true
  }
  const readDevices = async () => {
    const devices = await own.devices.refresh()
    const idOf = (media: 'audio' | 'video') => own.media.track(media)?.getSettings().deviceId
    own.devices.use('audioinput', idOf('audio'))
    own.devices.use('videoinput', idOf('video'))
    const chosen = (of: MediaDeviceKind) => own.devices.chosen(of)?.id ?? null
    state.setState({
      devices,
      chosen: {
        audioinput: chosen('audioinput'),
        videoinput: chosen('videoinput'),
        audiooutput: chosen('audiooutput'),
      },
    })
  }
  const allow = async () => {
    show({ kind: 'waiting' })
    const { audioinput, videoinput } = state.getState().chosen
    return open({ audio: audioinput, ...(kind === 'video' && { video: videoinput }) })
  }
  const start = () => {
    const audioTrack = own.media.track('audio')
    if (!audioTrack) return
    tryOut.stop()
    check?.stop()
    isHandedOver = true
    unfollow()
    deps.onReady({
      own,
      audioTrack,
      videoTrack: own.media.track('video'),
      speaker: state.getState().chosen.audiooutput,
    })
  }
  const unfollow = own.onEvent((event) => void follow(event))
  const follow = (event: DevicesEvent | LocalMediaEvent) => {
    if (event.kind === 'changed') return readDevices()
    if (state.getState().phase.kind !== 'ready') return undefined
    if (event.kind === 'interrupted') {
      return event.media === 'audio' && state.setState({ isInterrupted: event.isInterrupted })
    }
    const isVoice = event.kind === 'ended' ? event.media === 'audio' : event.device.kind === 'audioinput'
    const isPicture = event.kind === 'ended' ? event.media === 'video' : event.device.kind === 'videoinput'
    const next = event.kind === 'lost' ? event.next : undefined
    if (isVoice) return next ? open({ audio: next.id }) : event.kind === 'lost' && refuse('not-found')
    if (isPicture) return next ? open({ video: next.id }) : show({ kind: 'ready', lacking: 'not-found' })
    return undefined
  }

  return {
    state,
    level: () => check?.level() ?? 0,
    cameraTrack: () => own.media.track('video'),
    actions: {
      async enter() {
        await readDevices()
        const microphone = await own.permission('microphone')
        const camera = kind === 'video' ? await own.permission('camera') : 'granted'
        if (state.getState().phase.kind !== 'checking') return
        const isAllowed = microphone === 'granted' && camera === 'granted'
        show({ kind: 'welcome', isQuick: isAllowed && state.getState().isQuickNext })
      },
      allow: async () => void (await allow()),
      async startNow() {
        if (await allow()) start()
      },
      async choose(of, id) {
        own.devices.choose(of, id)
        state.setState(({ chosen }) => ({ chosen: { ...chosen, [of]: id } }))
        if (of === 'audioinput') await open({ audio: id })
        else if (of === 'videoinput') await open({ video: id })
      },
      hearMyself() {
        const track = own.media.track('audio')
        if (track) tryOut.begin(track, () => state.getState().chosen.audiooutput)
      },
      async playTone() {
        tryOut.stop()
        await deps.tools.play(toneFile(), state.getState().chosen.audiooutput).catch(() => {
          state.setState({ tryOut: { kind: 'failed' } })
        })
      },
      preferQuick(isQuickNext) {
        deps.storage.write(QUICK, isQuickNext ? 'on' : null)
        state.setState({ isQuickNext })
      },
      start,
      leave() {
        tryOut.stop()
        check?.stop()
        unfollow()
        if (!isHandedOver) own.stop()
      },
    },
  }
}
