import { liveConnectionsSuite } from '@/lib/server/ports/connections/live-connections.suite'
import { createMemoryLiveConnections } from './live-connections'

liveConnectionsSuite(async () => ({ ...createMemoryLiveConnections(), settled: async () => undefined }))
