import type { Topic } from '@/lib/domain/topics'
import type { Millis } from '@/lib/domain/ids'
import type { FanOut } from '@/lib/server/ports/connections/fan-out'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly fanOut: FanOut
  readonly clock: Clock
  /** The request's: aborted when the client goes. */
  readonly signal: AbortSignal
}

/** Starts listening for an event on a topic, now; `within` waits for it, or for the time to be over. */
export function listenFor({ fanOut, clock, signal }: Deps, topic: Topic, event: string) {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const unsubscribe = fanOut.subscribe(topic, (publication) => {
    const frames = publication.kind === 'frames' ? publication.frames : []
    for (const frame of frames) if (frame.event === event) resolve(frame.data)
  })
  const giveUp = () => resolve(undefined)
  signal.addEventListener('abort', giveUp)
  let callOff: () => void = () => undefined

  return {
    /** The event's payload; undefined when it did not come in time. */
    within(ms: Millis): Promise<unknown> {
      callOff = clock.after(ms, giveUp)
      return promise
    },
    stop(): void {
      callOff()
      unsubscribe()
      signal.removeEventListener('abort', giveUp)
    },
  }
}
