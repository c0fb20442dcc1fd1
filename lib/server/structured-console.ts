import { format } from 'node:util'
import type { Log } from './log'

const LEVELS = { error: 'error', warn: 'warn', log: 'info', info: 'info', debug: 'debug' } as const
/** Characters of one line: a stranger's request may be in it. */
const LONGEST = 4_000

/**
 * What libraries print becomes lines of the log: of what strangers send, nothing reaches the output that is not escaped, and
 * nothing that looks like a record is none.
 */
export function structureConsole(
  target: Pick<Console, keyof typeof LEVELS>,
  log: Pick<Log, 'error' | 'warn' | 'info' | 'debug'>,
): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Object.assign(target, {
      [method]: (...args: unknown[]) => {
        const of = args.some(isBrokenOff) ? 'debug' : level
        log[of]({ said: format(...args).slice(0, LONGEST) }, 'a library says')
      },
    })
  }
}

/** A client that has gone in the middle of its request is no error of ours, and no fault of the server's. */
const isBrokenOff = (one: unknown) =>
  one instanceof Error && (one as NodeJS.ErrnoException).code === 'ECONNRESET' && one.message === 'aborted'
