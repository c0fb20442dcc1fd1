import type { Millis } from '@/lib/domain/ids'
import type { RelayState } from '@/lib/domain/ice'
import type { RelayReach } from '@/lib/server/ports/media/turn'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly relayReach: RelayReach
  readonly clock: Clock
}

/** The relays are asked this often at most, however many ask for them. */
const ASK_MS = 30_000

/** Whether the relays answer: strangers cannot hear each other without. */
export function createRelayWatch({ relayReach, clock }: Deps) {
  let known: RelayState | null = null
  let askedAt: Millis = -Infinity
  let asking: Promise<RelayState | null> | undefined

  async function ask(): Promise<RelayState | null> {
    const { answering, of } = await relayReach.count()
    if (of === 0) known = null
    else known = answering === of ? 'ok' : answering > 0 ? 'partial' : 'unavailable'
    asking = undefined
    return known
  }

  /** Null: there are no relays. */
  async function check(): Promise<RelayState | null> {
    if (asking) return asking
    const now = clock.now()
    if (now - askedAt < ASK_MS) return known
    askedAt = now
    asking = ask()
    return asking
  }

  void check()
  clock.every(ASK_MS, async () => void (await check()))

  return {
    check,
    /** As of the last time they were asked. */
    current: () => known,
  }
}

export type RelayWatch = ReturnType<typeof createRelayWatch>
