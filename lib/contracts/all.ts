import { caas } from './caas/contract'
import { callStatus } from './call-status/contract'
import { helpdesk } from './helpdesk/contract'
import type { Contract } from './kit'
import { omegoo } from './omegoo/contract'
import { telehealth } from './telehealth/contract'

/** Every contract that is spoken here, in the order in which the reference shows them. */
export const CONTRACTS: readonly Contract[] = [omegoo, telehealth, helpdesk, caas, callStatus]
