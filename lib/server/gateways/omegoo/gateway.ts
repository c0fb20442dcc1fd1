import { omegoo } from '@/lib/contracts/omegoo/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { adminFeed, greetAdministrator } from './admin-feed'
import { inbound } from './socket'
import { outbound } from './outbound'
import { rest } from './rest'

export const omegooGateway = defineGateway({
  contract: omegoo,
  silent: ['login.ended'],
  inbound,
  outbound: tables(outbound, adminFeed),
  greet: { '/admin': greetAdministrator },
  rest,
})
