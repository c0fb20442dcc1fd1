import type { ChatType } from './sessions'

/** Most people who waited at once, for each kind of session. */
export type PeakQueues = Readonly<Record<ChatType, number>>

export const NO_QUEUES: PeakQueues = { text: 0, audio: 0, video: 0 }

/** The higher one of each kind. */
export function highestOf(a: PeakQueues, b: PeakQueues): PeakQueues {
  return {
    text: Math.max(a.text, b.text),
    audio: Math.max(a.audio, b.audio),
    video: Math.max(a.video, b.video),
  }
}
