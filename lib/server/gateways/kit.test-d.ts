import { z } from 'zod'
import { defineContract } from '@/lib/contracts/kit'
import type { DomainEventType } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { defineGateway } from './kit'

const contract = defineContract({
  name: 'quiet',
  title: 'Quiet',
  fromHandshake: false,
  families: {},
  namespaces: {
    '/': {
      inbound: {},
      outbound: { left: { payload: z.object({ n: z.number() }), summary: '', source: '' } },
    },
  },
  rest: {},
})
const tablesOf = { contract, inbound: { '/': {} }, rest: {} } as const

type Carries<Events extends DomainEventType> = Readonly<Record<Events, () => readonly []>>
declare const everyEvent: Carries<DomainEventType>
declare const allButOne: Carries<Exclude<DomainEventType, 'queue.left'>>
declare const wideList: readonly DomainEventType[]
declare const anyEvent: DomainEventType

defineGateway({ ...tablesOf, silent: [], outbound: everyEvent })
defineGateway({ ...tablesOf, silent: ['queue.left'], outbound: allButOne })
defineGateway({
  ...tablesOf,
  silent: [],
  outbound: {
    ...allButOne,
    'queue.left': ({ user }) => [{ to: toUser(user), event: 'left', data: { n: 1 } }],
  },
})

// @ts-expect-error -- a list of unknown length does not say what it leaves out
defineGateway({ ...tablesOf, silent: wideList, outbound: {} })

// @ts-expect-error -- nor does such a list when it is spread
defineGateway({ ...tablesOf, silent: ['queue.left', ...wideList], outbound: {} })

// @ts-expect-error -- nor does an element that may be any event
defineGateway({ ...tablesOf, silent: [anyEvent], outbound: {} })

// @ts-expect-error -- `queue.left` is neither carried nor listed
defineGateway({ ...tablesOf, silent: [], outbound: allButOne })

// @ts-expect-error -- no event has the name `queue.lfet`
defineGateway({ ...tablesOf, silent: ['queue.left', 'queue.lfet'], outbound: allButOne })

// @ts-expect-error -- no event has the name `queue.lfet`, though a frame is made of it
defineGateway({ ...tablesOf, silent: ['queue.left'], outbound: { ...allButOne, 'queue.lfet': () => [] } })

// @ts-expect-error -- `queue.left` is carried and listed as not carried
defineGateway({ ...tablesOf, silent: ['queue.left'], outbound: { ...allButOne, 'queue.left': () => [] } })
