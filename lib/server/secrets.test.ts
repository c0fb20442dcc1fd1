import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadSecrets } from '@/lib/server/secrets'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

const load = (warn = vi.fn<(message: string) => void>(), dataDir = join(folder, 'data')) =>
  loadSecrets({ dataDir, jwtSecret: undefined }, warn)

test('a configured secret is used and nothing is written', async () => {
  const secrets = await loadSecrets({ dataDir: join(folder, 'data'), jwtSecret: 'configured' }, vi.fn())
  expect(secrets).toEqual({ jwtSecret: 'configured' })
  expect(await readdir(folder)).toEqual([])
})

test('the first start makes a secret that only the owner may read, and logs where it is', async () => {
  const warn = vi.fn<(message: string) => void>()
  const { jwtSecret } = await load(warn)
  const file = join(folder, 'data', 'secrets.json')

  expect(Buffer.from(jwtSecret, 'base64url')).toHaveLength(32)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ jwtSecret })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(file))
  expect(warn.mock.calls[0]?.[0]).not.toContain(jwtSecret)
})

test('the next start uses the same secret without a warning', async () => {
  const warn = vi.fn<(message: string) => void>()
  const first = await load()
  expect(await load(warn)).toEqual(first)
  expect(warn).not.toHaveBeenCalled()
})

test('processes that start at once agree, and one of them made the secret', async () => {
  const warn = vi.fn<(message: string) => void>()
  const all = await Promise.all(Array.from({ length: 20 }, () => load(warn)))
  expect(new Set(all.map((secrets) => secrets.jwtSecret)).size).toBe(1)
  expect(warn).toHaveBeenCalledTimes(1)
  expect(await readdir(join(folder, 'data'))).toEqual(['secrets.json'])
})

test.each(['', '{', '{}', '{"jwtSecret":"short"}'])(
  'a damaged file (%o) is refused and left alone',
  async (text) => {
    await load()
    const file = join(folder, 'data', 'secrets.json')
    await writeFile(file, text)
    await expect(load()).rejects.toMatchObject({
      code: 'BAD_ENVIRONMENT',
      message: expect.stringContaining(file),
    })
    expect(await readFile(file, 'utf8')).toBe(text)
  },
)

test('a data folder that cannot be made is named in the refusal', async () => {
  await writeFile(join(folder, 'data'), 'a file in the way')
  await expect(load()).rejects.toMatchObject({
    code: 'BAD_ENVIRONMENT',
    message: expect.stringContaining('DATA_DIR'),
  })
})
