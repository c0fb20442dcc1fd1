import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
/** Rendered by the server, in the place of the page itself. */
const WHOLE_PAGES: readonly string[] = ['components/chat/lazy-chat-room.tsx']

test('what is loaded when it is needed hides nothing but itself meanwhile', () => {
  const files = globSync('{components,app}/**/*.tsx', { cwd: ROOT })
  const calls = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bdynamic\(([\s\S]*?)\n?\)\n/g)].map(([call]) => ({
      file,
      call,
    })),
  )
  expect(calls.length).toBeGreaterThan(10)
  // Next waits for it in a place of its own only with one of these; else the whole screen is taken away for as long.
  const hiding = calls.filter(({ call }) => !/\bssr: false\b|\bloading\b/.test(call)).map(({ file }) => file)
  expect(hiding).toEqual(WHOLE_PAGES)
})

test('what is loaded when it is needed waits for a network that has gone', () => {
  const files = globSync('{components,app}/**/*.tsx', { cwd: ROOT })
  const parts = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\b(?:dynamic|lazy)\(\s*(\w*\(?)/g)].map(
      ([, first]) => ({
        file,
        first,
      }),
    ),
  )
  expect(parts.length).toBeGreaterThan(30)
  // One that fails takes the whole page with it.
  expect(parts.filter(({ first }) => first !== 'untilLoaded(')).toEqual([])
})
