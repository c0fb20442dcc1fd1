import { type Call, personIn } from '@/lib/domain/calls/call'
import { expire, finish } from '@/lib/domain/calls/steps'
import { callEnded, callLeft } from '@/lib/domain/events/call-builders'
import type { UserId } from '@/lib/domain/ids'
import type { KeptSignals } from '@/lib/server/ports/calls/kept-signals'
import type { ChangedCall, LiveCalls } from '@/lib/server/ports/calls/live-calls'
import { freshlyOut, insideOf } from '@/lib/server/ports/calls/records'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly liveCalls: LiveCalls
  readonly keptSignals: KeptSignals
  readonly clock: Clock
  readonly bus: Bus
}

/** Calls due to change are searched this often. */
const EXPIRE_MS = 500
const EXPIRE_AT_ONCE = 256

/** Announces what became of calls: who has gone, and their ends. */
export function createCallAnnouncer({ liveCalls, keptSignals, clock, bus }: Deps) {
  async function end(call: Call, people: readonly UserId[]): Promise<void> {
    await keptSignals.forget(
      call.id,
      call.people.map(({ user }) => user),
    )
    await bus.publish(callEnded(call, call.end?.why ?? 'hangup', people, clock.now()))
  }

  /** What of a change others learn: who went, and that it is over. */
  async function announce({ before, after }: ChangedCall): Promise<void> {
    // Of one that another process ended and could not announce, the people are not known as they were.
    const people = before === after ? after.people.map(({ user }) => user) : insideOf(before)
    const gone = freshlyOut(before, after)
    if (after.isGroup)
      for (const user of gone)
        await bus.publish(callLeft(after, user, personIn(after, user)?.out?.why ?? 'hangup', clock.now()))
    if (after.end) await end(after, people)
    for (const user of after.end ? people : gone)
      await bus.signal({ type: 'call.talking-changed', user, at: clock.now() })
  }

  clock.every(EXPIRE_MS, async () => {
    for (const changed of await liveCalls.expire(clock.now(), EXPIRE_AT_ONCE, expire)) await announce(changed)
  })

  return {
    announce,
    /** The one who was called is in another call: the placer alone learns of it. */
    endBusy: (call: Call) => end(finish(call, 'busy', null, clock.now()), [call.placer]),
  }
}

export type CallAnnouncer = ReturnType<typeof createCallAnnouncer>
