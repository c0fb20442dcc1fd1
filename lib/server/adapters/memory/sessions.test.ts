import { sessionsSuite } from '@/lib/server/ports/sessions/sessions.suite'
import { createMemorySessions } from './sessions'

sessionsSuite(async () => createMemorySessions())
