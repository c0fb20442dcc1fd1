import { expect, test } from 'vitest'
import { createUntilLoaded } from './until-loaded'

/** A network that can go, and a part that comes by it unless its build has gone. */
function open() {
  const waiting = new Set<() => void>()
  const listening = new Set<() => void>()
  const remember = (all: Set<() => void>, run: () => void) => {
    all.add(run)
    return () => void all.delete(run)
  }
  let isThere = true
  let hasBuild = true
  let tries = 0
  const untilLoaded = createUntilLoaded({
    clock: { now: () => 0, later: (_, run) => remember(waiting, run) },
    chance: () => 0.5,
    isReachable: async () => isThere,
    onNetwork: (listener) => remember(listening, listener),
  })
  const load = untilLoaded(async () => {
    tries += 1
    if (!isThere || !hasBuild) throw new Error('no such chunk')
    return 'the part'
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  const run = async (all: Set<() => void>) => {
    for (const one of all) one()
    await settled()
  }
  return {
    load,
    settled,
    tries: () => tries,
    setThere: (is: boolean) => void (isThere = is),
    dropBuild: () => void (hasBuild = false),
    passTime: () => run(waiting),
    report: () => run(listening),
    pending: () => [waiting.size, listening.size],
  }
}

test('what is there comes at the first try', async () => {
  const { load, tries } = open()
  expect(await load()).toBe('the part')
  expect(tries()).toBe(1)
})

test.each(['time', 'the device’s word of a network'] as const)(
  'without a network it is tried again, by %s, until it comes',
  async (by) => {
    const { load, settled, tries, setThere, passTime, report, pending } = open()
    const again = by === 'time' ? passTime : report
    setThere(false)
    const loading = load()
    await settled()
    await again()
    await again()
    expect(tries()).toBe(3)
    setThere(true)
    await again()
    expect(await loading).toBe('the part')
    expect(pending()).toEqual([0, 0])
  },
)

test('what the server no longer has fails, after a second try', async () => {
  const { load, settled, tries, dropBuild, passTime } = open()
  dropBuild()
  const loading = load()
  const failure = loading.catch((error: unknown) => String(error))
  await settled()
  expect(tries()).toBe(1)
  await passTime()
  expect(await failure).toContain('no such chunk')
  expect(tries()).toBe(2)
})
