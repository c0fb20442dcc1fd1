import type { Sound } from './green-room-state'
import type { Clock } from '@/lib/client/clock'
import { createSilentMicrophone, createSpeaking } from '@/lib/client/rtc/devices/level'
import type { Meter } from '@/lib/client/rtc/devices/meter'
import type { Millis } from '@/lib/domain/ids'

const READ_MS: Millis = 100

/** Listens whether anything comes from a microphone. */
export interface SoundCheck {
  /** 0 to 1, of this moment. */
  readonly level: () => number
  readonly stop: () => void
}

/** @param onSound - called when what is known changes */
export function createSoundCheck(meter: Meter, clock: Clock, onSound: (sound: Sound) => void): SoundCheck {
  const speaks = createSpeaking()
  const isSilent = createSilentMicrophone()
  let known: Sound = 'waiting'
  let drop = () => {}

  const become = (sound: Sound) => {
    if (sound === known) return
    known = sound
    onSound(sound)
  }
  const read = () => {
    drop = clock.later(READ_MS, read)
    const [level, at] = [meter.level(), clock.now()]
    const silent = isSilent(level, false, at)
    if (speaks(level, at)) become('heard')
    else if (silent) become('silent')
  }
  read()
  return {
    level: meter.level,
    stop() {
      drop()
      meter.close()
    },
  }
}
