import { expect, test, vi } from 'vitest'
import { startDatabaseThread } from './embedded-thread'

const QUERY = Buffer.from('Q\0\0\0\rSELECT 1\0')

test('what is asked after the end is an outage, and closing twice is no error', async () => {
  const thread = await startDatabaseThread({})
  expect((await thread.execute(QUERY)).byteLength).toBeGreaterThan(0)
  await thread.close()
  await thread.close()
  await expect(thread.execute(QUERY)).rejects.toMatchObject({ code: 'P1017' })
})

test('a thread that ends by itself ends the process: nothing would be answered any more', async () => {
  const thrown: string[] = []
  const catchOne = (error: Error) => void thrown.push(error.message)
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException').on('uncaughtException', catchOne)
  try {
    const thread = await startDatabaseThread({})
    const asked = thread.execute(QUERY).catch((error: unknown) => error)
    await thread.worker.terminate()
    expect(await asked).toMatchObject({ code: 'P1017' })
    await vi.waitFor(() =>
      expect(thrown).toEqual([expect.stringContaining('The embedded database has ended')]),
    )
  } finally {
    process.removeListener('uncaughtException', catchOne)
    for (const listener of others) process.on('uncaughtException', listener)
  }
})
