import { fanOutSuite } from '@/lib/server/ports/fan-out.suite'
import { createMemoryFanOut } from './fan-out'

fanOutSuite(async () => createMemoryFanOut())
