import { accountSocketsSuite } from '@/lib/server/ports/account-sockets.suite'
import { createMemoryAccountSockets } from './account-sockets'

accountSocketsSuite(async () => createMemoryAccountSockets())
