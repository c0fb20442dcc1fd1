import { signallingSuite } from '@/lib/server/ports/sessions/signalling.suite'
import { createMemorySignalling } from './signalling'

signallingSuite(async () => createMemorySignalling())
