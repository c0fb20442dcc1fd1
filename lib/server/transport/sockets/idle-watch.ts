import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'

/**
 * Notices that somebody has stopped sitting before a connection, and that they are back. One timer, set anew when it fires: an
 * event costs a number.
 *
 * @param onChange - whether somebody sits there now
 */
export function watchIdle(
  clock: Pick<Clock, 'now' | 'after'>,
  afterMs: Millis,
  onChange: (isActive: boolean) => void,
) {
  let lastAct = clock.now()
  let isIdle = false
  let callOff = clock.after(afterMs, check)

  function check(): void {
    const left = lastAct + afterMs - clock.now()
    if (left > 0) {
      callOff = clock.after(left, check)
      return
    }
    isIdle = true
    onChange(false)
  }

  return {
    act(): void {
      lastAct = clock.now()
      if (!isIdle) return
      isIdle = false
      callOff = clock.after(afterMs, check)
      onChange(true)
    },
    stop: () => callOff(),
  }
}
