import { folderOf } from '../scripts/testing/engines.mjs'
import type { Need } from './row'

/** What of all this is not here, in words; undefined when nothing is missing. */
export function missingNeeds(needs: readonly Need[]): string | undefined {
  const missing = needs.flatMap((need) => MISSING[need]())
  return missing.length > 0 ? `${missing.join(' and ')} not found` : undefined
}

const MISSING: Readonly<Record<Need, () => string[]>> = {
  engines: () =>
    [
      ['redis-server', 'Redis'],
      ['initdb', 'PostgreSQL'],
    ].flatMap(([program = '', name = '']) => (folderOf(program) ? [] : [name])),
  mounts: () => (process.getuid?.() === 0 && folderOf('mount') ? [] : ['the right to mount a small disk']),
}
