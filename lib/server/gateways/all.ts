import { caasGateway } from './caas/gateway'
import { callStatusGateway } from './call-status/gateway'
import { helpdeskGateway } from './helpdesk/gateway'
import { telehealthGateway } from './telehealth/gateway'
import type { Gateway } from './kit'
import { omegooGateway } from './omegoo/gateway'

/** Every contract that is served. */
export const GATEWAYS: readonly Gateway[] = [
  omegooGateway,
  telehealthGateway,
  helpdeskGateway,
  caasGateway,
  callStatusGateway,
]
