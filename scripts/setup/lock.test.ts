import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const LOCK = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A process that acquires the lock and does `work` (statements) while it holds it. */
function holder(work: string) {
  const script = `
    import { appendFileSync } from 'node:fs'
    import { withLock } from '${LOCK}'
    const log = (line) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, line + '\\n')
    await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => { ${work} })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, ended: once(child, 'exit') }
}

test('of many processes only one works at a time', async () => {
  const work = `log('in'); await new Promise((done) => setImmediate(done)); log('out')`
  const all = Array.from({ length: 6 }, () => holder(work))
  expect((await Promise.all(all.map(({ ended }) => ended))).map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0])
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(6))
})

test('the lock of a killed process is taken over, by one of those who wait', async () => {
  const killed = holder(`console.log('held'); await new Promise((done) => setInterval(done, 1e6))`)
  await once(createInterface({ input: killed.child.stdout }), 'line')
  const waiting = Array.from({ length: 3 }, () => holder(`log('in'); log('out')`))
  const announced = waiting.map(({ child }) => once(createInterface({ input: child.stdout }), 'line'))
  expect((await announced[0])?.[0]).toContain(`process ${killed.child.pid}`)
  killed.child.kill('SIGKILL')
  await Promise.all(waiting.map(({ ended }) => ended))
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(3))
})
