import { WebSocket, type RawData } from 'ws'

/**
 * A Socket.IO connection that costs a client little: Engine.IO 4 and Socket.IO 5 over one
 * WebSocket, text only, the namespace `/`, no reconnection. Thousands of them fit in a process; one timer watches all.
 */
export interface LightSocket {
  /** The Socket.IO id. */
  readonly id: string
  emit(event: string, data?: unknown): void
  /**
   * Emits, and resolves with the first value of the acknowledgement.
   *
   * @throws Error (rejects) when the connection ends first or nothing came within `answerWithinMs`
   */
  ask(event: string, data?: unknown): Promise<unknown>
  isOpen(): boolean
  /** Stops reading, pings included, while the connection stays open: a client that does not read. */
  pause(): void
  resume(): void
  /** Says goodbye, as a client that leaves does. */
  close(): void
  /** Drops the connection without a word. */
  terminate(): void
}

export interface LightSocketOptions {
  /** Goes with the connect packet, such as `{ token }`. */
  readonly auth?: object
  readonly headers?: Readonly<Record<string, string>>
  /** The loopback address to come from: each has ports of its own, about 28,000. Linux has all of 127.0.0.0/8. */
  readonly localAddress?: string
  /** 10 s unless given; noticed up to a quarter of a second late. */
  readonly answerWithinMs?: number
  readonly onEvent?: (event: string, data: unknown) => void
  /** Told once, with a reason in the official client's words; not told of a connection that was never made. */
  readonly onClose?: (reason: string) => void
}

interface Ask {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
  readonly giveUpAt: number
}

interface State {
  readonly wire: WebSocket
  readonly options: LightSocketOptions
  readonly opened: (error?: Error) => void
  id: string
  /** Made with the first question: most connections of a swarm never ask. */
  asks: Map<number, Ask> | undefined
  lastAsk: number
  heardAt: number
  /** How long a server that lives may say nothing, ms. */
  silenceMs: number
  whyClosed: string
}

const WATCH_EVERY_MS = 250
/** For the handshake; then the server's own ping times count. */
const FIRST_SILENCE_MS = 20_000
const ANSWER_WITHIN_MS = 10_000

const watched = new Set<State>()
let watch: NodeJS.Timeout | undefined
let lookedAt = 0

/** Resolves when connected; rejects with the server's refusal, or with what broke the connection before. */
export function connectLight(url: string, options: LightSocketOptions = {}): Promise<LightSocket> {
  return new Promise((resolve, reject) => {
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
    const { headers, localAddress } = options
    const wire = new WebSocket(address, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      ...(headers && { headers }),
      ...(localAddress !== undefined && { localAddress }),
    })
    const state: State = {
      wire,
      options,
      opened: (error) => (error ? reject(error) : resolve(socketOf(state))),
      id: '',
      asks: undefined,
      lastAsk: -1,
      heardAt: performance.now(),
      silenceMs: FIRST_SILENCE_MS,
      whyClosed: 'transport close',
    }
    wire.on('message', (data) => receive(state, data))
    wire.on('error', (error) => state.opened(error))
    wire.on('close', () => ended(state))
    watchOver(state)
  })
}

function socketOf(state: State): LightSocket {
  const { wire } = state
  return {
    id: state.id,
    emit: (event, data) => wire.send(`42${eventText(event, data)}`),
    ask(event, data) {
      const number = (state.lastAsk += 1)
      const giveUpAt = performance.now() + (state.options.answerWithinMs ?? ANSWER_WITHIN_MS)
      return new Promise((resolve, reject) => {
        if (wire.readyState !== WebSocket.OPEN) return reject(new Error(`${event}: not connected`))
        state.asks ??= new Map()
        state.asks.set(number, { resolve, reject, giveUpAt })
        wire.send(`42${number}${eventText(event, data)}`)
      })
    },
    isOpen: () => wire.readyState === WebSocket.OPEN,
    pause: () => wire.pause(),
    resume() {
      state.heardAt = performance.now()
      wire.resume()
    },
    close() {
      state.whyClosed = 'io client disconnect'
      if (wire.readyState === WebSocket.OPEN) wire.send('41')
      wire.close()
    },
    terminate() {
      state.whyClosed = 'io client disconnect'
      wire.terminate()
    },
  }
}

const eventText = (event: string, data: unknown): string =>
  JSON.stringify(data === undefined ? [event] : [event, data])

/** Engine.IO: the first character is the packet's type. */
function receive(state: State, data: RawData): void {
  state.heardAt = performance.now()
  const text = data.toString()
  if (text.startsWith('4')) return receiveMessage(state, text)
  if (text === '2') return state.wire.send('3')
  if (text.startsWith('0')) {
    const { pingInterval, pingTimeout } = JSON.parse(text.slice(1)) as Record<string, number>
    state.silenceMs = (pingInterval ?? 0) + (pingTimeout ?? 0)
    return state.wire.send(`40${JSON.stringify(state.options.auth ?? {})}`)
  }
  if (text === '1') state.wire.close()
}

/** Socket.IO: the second character is the packet's type, then an acknowledgement's number, then JSON. */
function receiveMessage(state: State, text: string): void {
  const type = text[1]
  if (type === '2') receiveEvent(state, text)
  else if (type === '3') receiveAnswer(state, text)
  else if (type === '0') {
    state.id = (JSON.parse(text.slice(2)) as { sid: string }).sid
    state.opened()
  } else if (type === '4') {
    state.opened(new Error((JSON.parse(text.slice(2)) as { message: string }).message))
    state.wire.close()
  } else if (type === '1') {
    state.whyClosed = 'io server disconnect'
    state.wire.close()
  } else {
    state.whyClosed = 'parse error'
    state.wire.terminate()
  }
}

function receiveEvent({ options, wire }: State, text: string): void {
  const start = text.indexOf('[')
  const [event, data] = JSON.parse(text.slice(start)) as [string, unknown]
  if (start > 2) wire.send(`43${text.slice(2, start)}[]`)
  options.onEvent?.(event, data)
}

function receiveAnswer({ asks }: State, text: string): void {
  const start = text.indexOf('[')
  const number = Number(text.slice(2, start))
  const asked = asks?.get(number)
  asks?.delete(number)
  asked?.resolve((JSON.parse(text.slice(start)) as unknown[])[0])
}

function ended(state: State): void {
  watched.delete(state)
  if (watched.size === 0) clearInterval(watch)
  for (const { reject } of state.asks?.values() ?? []) reject(new Error(`closed: ${state.whyClosed}`))
  state.asks?.clear()
  state.opened(new Error(`closed: ${state.whyClosed}`))
  if (state.id !== '') state.options.onClose?.(state.whyClosed)
}

function watchOver(state: State): void {
  if (watched.size === 0) {
    watch = setInterval(lookAtAll, WATCH_EVERY_MS)
    lookedAt = performance.now()
  }
  watched.add(state)
}

function lookAtAll(): void {
  const now = performance.now()
  // A look that comes late finds what has come meanwhile not read yet: then the silence is ours.
  const isLate = now - lookedAt > 2 * WATCH_EVERY_MS
  lookedAt = now
  for (const state of watched) {
    if (!isLate && now - state.heardAt > state.silenceMs && !state.wire.isPaused) {
      state.whyClosed = 'ping timeout'
      state.wire.terminate()
    }
    for (const [number, { reject, giveUpAt }] of state.asks ?? []) {
      if (giveUpAt > now) break // Asked in this order, all with the same patience.
      state.asks?.delete(number)
      reject(new Error('no answer came'))
    }
  }
}
