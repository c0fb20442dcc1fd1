import type { Millis } from '@/lib/domain/ids'

/** What arrived of one kind of media in a window. */
export interface Incoming {
  /** Packets that arrived. */
  readonly packets: number
  /** 0 to 100, of the packets expected. */
  readonly lossPercent: number
  /** Variation of the arrival times. */
  readonly jitterMs: number
  /** Mean stay of what was played in the jitter buffer. */
  readonly bufferMs: number
  readonly kbps: number
}

export interface IncomingAudio extends Incoming {
  /** 0 to 100, of the samples played: made up because nothing came in time. Silence made up in silence is not counted. */
  readonly concealedPercent: number
}

export interface Picture {
  /** Frames a second. */
  readonly frameRate: number
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export interface Outgoing {
  readonly packets: number
  readonly kbps: number
  /** 0 to 100, as the partner last reported it; trails by seconds, undefined without a report in this window. */
  readonly lossPercent: number | undefined
}

export interface OutgoingAudio extends Outgoing {
  /** 0 to 1, of the microphone at the end of the window. */
  readonly level: number | undefined
  /** Whether the microphone gave anything but digital silence in this window. */
  readonly hasSound: boolean | undefined
}

export interface OutgoingVideo extends Outgoing, Picture {
  readonly isActive: boolean
  /** What keeps the encoder from its full quality. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other'
}

/** How a line was in one window of about 2 s. Kinds that are not carried are undefined. */
export interface LineSample {
  readonly windowMs: Millis
  /** Undefined before the first measurement. */
  readonly roundTripMs: number | undefined
  /** What the browser thinks it could send; undefined where it does not say. */
  readonly availableKbps: number | undefined
  readonly path: 'direct' | 'relay-udp' | 'relay-tcp' | undefined
  readonly audioIn: IncomingAudio | undefined
  readonly audioOut: OutgoingAudio | undefined
  readonly videoIn: (Incoming & Picture) | undefined
  readonly videoOut: OutgoingVideo | undefined
}
