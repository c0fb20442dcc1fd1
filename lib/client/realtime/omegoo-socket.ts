import type { AnswerTo, ContractSocket, Received } from './contract-socket'
import type { InboundOf } from '@/lib/contracts/kit'
import type { omegoo } from '@/lib/contracts/omegoo/contract'

/** The connection as the random sessions see it. */
export type OmegooSocket = ContractSocket<typeof omegoo>
export type OmegooReceived = Received<typeof omegoo>
export type OmegooAnswer<E extends keyof InboundOf<typeof omegoo, '/'>> = AnswerTo<typeof omegoo, E>
