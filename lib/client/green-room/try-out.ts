import type { TryOut } from './green-room-state'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** What is recorded and played back. */
export const RECORDED_MS: Millis = 3_000

/** What the browser records and plays with. */
export interface SoundTools {
  /** Begins to record; the answer ends it and resolves to what was recorded. Throws where the browser cannot. */
  readonly record: (track: MediaStreamTrack) => () => Promise<Blob>
  /** Plays to the end. @param speaker - null: the system's own. Rejects where the browser does not play. */
  readonly play: (sound: Blob, speaker: string | null) => Promise<void>
  /** Ends what plays. */
  readonly hush: () => void
}

/** Records for 3 s and plays it to oneself; what was recorded is kept nowhere. */
export function createTryOut(tools: SoundTools, clock: Clock, show: (state: TryOut) => void) {
  let turn = 0
  let drop = () => {}
  let end: (() => Promise<Blob>) | undefined

  const stop = () => {
    turn += 1
    drop()
    // What it would resolve to is of no use any more.
    end?.().catch((error: unknown) => console.debug('The recording ended with an error.', error))
    end = undefined
    tools.hush()
    show({ kind: 'none' })
  }
  const playBack = async (speaker: () => string | null) => {
    const mine = turn
    const finish = end
    end = undefined
    try {
      const sound = await finish?.()
      if (mine !== turn || !sound) return
      show({ kind: 'playing' })
      await tools.play(sound, speaker())
      if (mine === turn) show({ kind: 'none' })
    } catch (error) {
      console.debug('What was recorded could not be played.', error)
      if (mine === turn) show({ kind: 'failed' })
    }
  }
  return {
    stop,
    begin(track: MediaStreamTrack, speaker: () => string | null) {
      stop()
      try {
        end = tools.record(track)
      } catch (error) {
        console.debug('This browser does not record.', error)
        return show({ kind: 'failed' })
      }
      show({ kind: 'recording', until: clock.now() + RECORDED_MS })
      drop = clock.later(RECORDED_MS, () => void playBack(speaker))
    },
  }
}
