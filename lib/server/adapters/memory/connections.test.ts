import { connectionsSuite } from '@/lib/server/ports/connections/connections.suite'
import { createMemoryConnections } from './connections'

connectionsSuite(async () => createMemoryConnections(), 300)
