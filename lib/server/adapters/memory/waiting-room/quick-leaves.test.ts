import { quickLeavesSuite } from '@/lib/server/ports/matching/quick-leaves.suite'
import { createMemoryQuickLeaves } from './quick-leaves'

quickLeavesSuite(async () => createMemoryQuickLeaves(), 50)
