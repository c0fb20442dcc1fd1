import { accountSocketsSuite } from '@/lib/server/ports/connections/account-sockets.suite'
import { createMemoryAccountSockets } from './account-sockets'

accountSocketsSuite(async () => createMemoryAccountSockets())
