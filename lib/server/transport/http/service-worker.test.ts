import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, expect, test } from 'vitest'
import { createServiceWorker } from './service-worker'

const undo: (() => void)[] = []
afterEach(() => undo.splice(0).forEach((act) => act()))

function buildFolder(script?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'omegoo-worker-'))
  undo.push(() => rmSync(folder, { recursive: true }))
  if (script !== undefined) writeFileSync(join(folder, 'sw.js'), script)
  return folder
}

async function serve(folder: string): Promise<string> {
  const worker = createServiceWorker(folder)
  const server = createServer((request, response) => void worker.handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  undo.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sw.js`
}

test('a build without a worker, as in development, leaves the address to the pages', () => {
  expect(createServiceWorker(buildFolder()).fits('/sw.js')).toBe(false)
})

test('only the worker itself is answered here', () => {
  const { fits } = createServiceWorker(buildFolder('1'))
  expect(['/sw.js', '/sw.js.map', '/', '/api/sw.js'].filter(fits)).toEqual(['/sw.js'])
})

test('the worker is asked for at every visit, and may do nothing but fetch from here', async () => {
  const answer = await fetch(await serve(buildFolder('const name = "ü"')))
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('const name = "ü"')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toBe(`default-src 'none'; connect-src 'self'`)
})

test('only GET and HEAD of the worker are answered', async () => {
  const url = await serve(buildFolder('1'))
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
})
