import { keptSignalsSuite } from '@/lib/server/ports/calls/kept-signals.suite'
import { liveCallsSuite } from '@/lib/server/ports/calls/live-calls.suite'
import { createMemoryCalls } from './calls'
import { createMemoryKeptSignals } from './kept-signals'

liveCallsSuite(async () => createMemoryCalls())
keptSignalsSuite(async () => createMemoryKeptSignals())
