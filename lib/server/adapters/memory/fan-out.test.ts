import { fanOutSuite } from '@/lib/server/ports/connections/fan-out.suite'
import { createMemoryFanOut } from './fan-out'

fanOutSuite(async () => createMemoryFanOut())
