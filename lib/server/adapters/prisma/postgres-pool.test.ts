import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { connectPatiently } from './postgres-pool'

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a database that never answers is given up with a sentence, which keeps the password to itself', async () => {
  const lines: string[] = []
  const log = { info: (line: string) => void lines.push(line), warn: (line: string) => void lines.push(line) }
  const url = `postgres://ann:s3cret@127.0.0.1:${await freePort()}/talk`
  const failure: unknown = await connectPatiently(url, log, 600).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 'DATABASE_UNREACHABLE',
    message: expect.stringContaining('DATABASE_URL'),
  })
  expect(lines).toHaveLength(1)
  expect(`${String(failure)} ${lines.join()}`).not.toContain('s3cret')
})

test('an address that is none is refused', async () => {
  const log = { info: () => undefined, warn: () => undefined }
  await expect(connectPatiently('nonsense', log, 0)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
})
