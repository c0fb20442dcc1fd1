import { expect, test } from 'vitest'
import type { createLog } from './log'
import { structureConsole } from './structured-console'

test('what a library prints is a record, whatever a stranger put into it', () => {
  const records: object[] = []
  const note = (context: object) => void records.push(context)
  const printed = {
    error: () => undefined,
    warn: () => undefined,
    log: () => undefined,
    info: () => undefined,
    debug: () => undefined,
  }
  structureConsole(
    printed as unknown as Console,
    { error: note, warn: note, info: note, debug: note } as unknown as ReturnType<typeof createLog>,
  )
  const target = printed as unknown as Console
  target.error('[next-auth][error][%s]', 'x\n{"level":60}', { a: 1 })
  target.warn('y'.repeat(10_000))
  expect(records).toEqual([
    { said: '[next-auth][error][x\n{"level":60}] { a: 1 }' },
    { said: 'y'.repeat(4_000) },
  ])
})

test('a request that broke off is no error of the server', () => {
  const levels: string[] = []
  const note = (level: string) => () => void levels.push(level)
  const target = {} as Console
  structureConsole(target, {
    error: note('error'),
    warn: note('warn'),
    info: note('info'),
    debug: note('debug'),
  } as unknown as ReturnType<typeof createLog>)
  target.error(' ⨯', Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  target.error(' ⨯', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  target.log('fine')
  expect(levels).toEqual(['debug', 'error', 'info'])
})
