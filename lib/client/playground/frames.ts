import { REFUSALS, type Refusal } from '@/lib/contracts/documents/rules'
import type { Millis } from '@/lib/domain/ids'
import type { Verdict } from './verdict'

/** What came back for an event that asked for it. */
export interface Acknowledgement {
  readonly payload: unknown
  readonly bytes: number
  /** From sending to the answer. */
  readonly roundTripMs: Millis
  readonly verdict: Verdict
}

/** One event on one connection. */
export interface Frame {
  readonly id: number
  /** Who sent or received it, by name. */
  readonly person: string
  /** Epoch milliseconds. */
  readonly at: Millis
  readonly direction: 'sent' | 'received'
  readonly event: string
  readonly payload: unknown
  /** Of the payload as JSON, in UTF-8. */
  readonly bytes: number
  readonly verdict: Verdict
  /** `asked` until it comes. */
  readonly answer?: Acknowledgement | 'asked'
}

export interface FrameFilter {
  /** Part of an event's name or payload, in any case. */
  readonly query: string
  readonly direction: 'both' | Frame['direction']
  /** A person's name, or everybody. */
  readonly person: string | undefined
}

export function filterFrames(frames: readonly Frame[], { query, direction, person }: FrameFilter) {
  const wanted = query.trim().toLowerCase()
  return frames.filter(
    (frame) =>
      (direction === 'both' || frame.direction === direction) &&
      (person === undefined || frame.person === person) &&
      `${frame.event}\n${JSON.stringify(frame.payload) ?? ''}`.toLowerCase().includes(wanted),
  )
}

/** The frames as JSON, for a file. */
export function exportFrames(frames: readonly Frame[]): string {
  const plain = frames.map(({ at, ...frame }) => ({ ...frame, at: new Date(at).toISOString() }))
  return `${JSON.stringify(plain, null, 2)}\n`
}

export function bytesOf(payload: unknown): number {
  return payload === undefined ? 0 : new TextEncoder().encode(JSON.stringify(payload)).length
}

/** The registry's row for a refusal by its code, in an acknowledgement or an error event. */
export function refusalIn(payload: unknown): Refusal | undefined {
  const code = typeof payload === 'object' && payload !== null && 'code' in payload ? payload.code : undefined
  return REFUSALS.find((refusal) => refusal.code === code)
}
