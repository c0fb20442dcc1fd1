import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterEach, expect, test } from 'vitest'
import { createFrameCheckFiles } from './frame-check-files'

const undo: (() => void)[] = []
afterEach(() => undo.splice(0).forEach((act) => act()))

const CONTENT = { 'worker.js': 'const name = "ü"', 'model.json': '{}', 'arithmetic.wasm': 'w', weights: 'x' }

function buildFolder(content: Record<string, string> = CONTENT): string {
  const build = mkdtempSync(join(tmpdir(), 'omegoo-frame-check-'))
  undo.push(() => rmSync(build, { recursive: true }))
  const folder = join(build, 'frame-check', 'v1')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(content)) {
    writeFileSync(join(folder, name), text)
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text))
  }
  return build
}

async function serve(build: string): Promise<string> {
  const files = createFrameCheckFiles(build)
  const server = createServer((request, response) => void files.handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  undo.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/frame-check/v1`
}

test('a build without the files leaves their addresses to the pages', () => {
  const { fits } = createFrameCheckFiles(join(tmpdir(), 'omegoo-no-such-build'))
  expect(fits('/frame-check/v1/worker.js')).toBe(false)
})

test('only the files themselves are answered, not what lies beside them', () => {
  const { fits } = createFrameCheckFiles(buildFolder())
  const asked = ['v1/worker.js', 'v1/worker.js.gz', 'v1', '', 'v2/worker.js', 'v1/../../server.mjs']
  expect(asked.filter((name) => fits(`/frame-check/${name}`))).toEqual(['v1/worker.js'])
})

test('the worker may compile WebAssembly and fetch from here, and nothing else', async () => {
  const answer = await fetch(`${await serve(buildFolder())}/worker.js`)
  expect(await answer.text()).toBe(CONTENT['worker.js'])
  expect(answer.headers.get('content-security-policy')).toBe(
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`,
  )
})

test.each([
  { name: 'worker.js', type: 'text/javascript; charset=utf-8' },
  { name: 'model.json', type: 'application/json' },
  { name: 'arithmetic.wasm', type: 'application/wasm' },
  { name: 'weights', type: 'application/octet-stream' },
])('$name is kept by browsers for good', async ({ name, type }) => {
  const { headers } = await fetch(`${await serve(buildFolder())}/${name}`)
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(headers.get('content-type')).toBe(type)
})

test.each([
  { accepts: 'gzip, br', encoding: 'gzip' },
  { accepts: 'identity', encoding: null },
])('a client that accepts $accepts receives $encoding', async ({ accepts, encoding }) => {
  const url = `${await serve(buildFolder())}/model.json`
  const answer = await fetch(url, { headers: { 'Accept-Encoding': accepts } })
  expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([encoding, '{}'])
})

test('HEAD answers the headers alone', async () => {
  const answer = await fetch(`${await serve(buildFolder())}/model.json`, { method: 'HEAD' })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
})
