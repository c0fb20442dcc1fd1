import type { Fields, Request } from './dialect'

export type SignalKind = 'offer' | 'answer' | 'ice-candidate'

/** What a client of a session with sound is sent. `session` is the session's id in every dialect. */
export type MediaNews =
  /** `partner` is the id by which this session names them. */
  | { readonly kind: 'found' | 'resumed'; readonly session: string; readonly partner: string }
  | { readonly kind: 'signal'; readonly signal: SignalKind; readonly body: unknown }
  | { readonly kind: 'partner-disconnected' | 'partner-returned' | 'ended' | 'resume-failed' }

/** How a client of a session with sound speaks, beside the text: data alone, whatever socket carries it. @see spec/omegoo.md */
export interface MediaDialect {
  readonly name: 'voice' | 'generic'
  readonly join: Request
  /** What comes in, by event; an event that is not named here says nothing about the media. */
  readonly reads: Readonly<Record<string, (data: Fields) => MediaNews>>
  readonly resume: Request
  /** The event that says that there is nothing to come back to. */
  readonly resumeFailed: string
  signal(to: { readonly session: string; readonly partner: string }, kind: SignalKind, body: unknown): Request
}

/** How the line is, every 2 s, in every dialect. */
export const metrics = (callDuration: number): Request => [
  'voice_metrics',
  {
    packetLoss: 0,
    jitter: 5,
    currentBitrate: 32,
    averageBitrate: 32,
    iceConnectionState: 'connected',
    callDuration,
  },
]
