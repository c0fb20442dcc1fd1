import { z } from 'zod'
import { type AnswerOf, bareAck, defineContract, type InboundOf } from '@/lib/contracts/kit'
import { forms } from '@/lib/contracts/refusal-forms'
import type { DomainEventType } from '@/lib/domain/events/domain-event'
import { toUser } from '@/lib/domain/topics'
import { defineGateway, type GatewayInbound } from './kit'

const contract = defineContract({
  name: 'quiet',
  title: 'Quiet',
  fromHandshake: false,
  capabilities: [],
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

// @ts-expect-error -- a list of unknown length does not show what it leaves out
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

const about = { access: 'public', limits: [], family: 'errors', summary: '', source: '' } as const
const asking = defineContract({
  name: 'asking',
  title: 'Asking',
  fromHandshake: false,
  capabilities: [],
  families: { errors: { event: 'error', form: forms.object } },
  namespaces: {
    '/': {
      inbound: {
        fields: { ...about, input: z.object({}), ack: z.object({ id: z.string() }) },
        bare: { ...about, input: z.object({}), ack: bareAck(z.array(z.string()), []) },
        plain: { ...about, input: z.object({}) },
      },
      outbound: {},
    },
  },
  rest: {},
})
const handlers: GatewayInbound<typeof asking> = {
  '/': { fields: () => ({ id: 'one' }), bare: async () => ['ann'], plain: () => undefined },
}
void handlers

type Rows = InboundOf<typeof asking, '/'>
declare const answers: { readonly [E in keyof Rows]: AnswerOf<Rows[E]> }
answers.bare satisfies readonly string[]
if (answers.fields.success) answers.fields.id satisfies string
// @ts-expect-error -- the fields are there in a positive answer only
void answers.fields.id

// @ts-expect-error -- what stands for a refusal has the form of an answer
bareAck(z.array(z.string()), { success: false })

// @ts-expect-error -- an event that documents fields has to return them
const withoutFields: GatewayInbound<typeof asking>['/']['fields'] = () => undefined
void withoutFields

// @ts-expect-error -- a bare acknowledgement is no object of fields
const withFields: GatewayInbound<typeof asking>['/']['bare'] = () => ({ list: ['ann'] })
void withFields
