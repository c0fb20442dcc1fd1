import type { TelephoneStep } from '@/lib/domain/calls/telephone'
import type { Millis } from '@/lib/domain/ids'
import type { Telephony } from '@/lib/server/ports/calls/telephony'
import type { Clock } from '@/lib/server/ports/system'

type Course = readonly (readonly [after: Millis, step: TelephoneStep])[]

const over = (endedReason: string): TelephoneStep => ({ status: 'ended', endedReason })
const ringing: TelephoneStep = { status: 'ringing', endedReason: null }

const ANSWERED: Course = [
  [200, ringing],
  [1_000, { status: 'in-progress', endedReason: null }],
  [3_000, over('customer-ended-call')],
]
/** By the last two digits. */
const COURSES: Readonly<Record<string, Course>> = {
  '01': [
    [200, ringing],
    [1_000, over('customer-busy')],
  ],
  '02': [[200, { status: 'failed', endedReason: 'call-start-error-neither-assistant-nor-server-set' }]],
}

/** A provider that calls nobody, for trying things out: visibly so, by the numbers that one dials. @see contracts, section 8 "telephone calls" */
export function createSimulatedTelephony(clock: Pick<Clock, 'after'>): Telephony {
  const listeners: Parameters<Telephony['onStep']>[0][] = []
  return {
    isSimulated: true,
    async place({ id, customerNumber }) {
      for (const [after, step] of COURSES[customerNumber.slice(-2)] ?? ANSWERED)
        clock.after(after, async () => {
          for (const listener of listeners) await listener({ id }, step)
        })
      return { providerId: `simulated-${id}` }
    },
    onStep: (listener) => void listeners.push(listener),
    webhook: undefined,
  }
}
