import { expect, test } from 'vitest'
import { createPasswords } from './passwords'

const asker = { address: '192.0.2.1' }

test('a password matches however its letters are composed; a wrong one and none do not', async () => {
  const passwords = createPasswords({ onRefused: () => undefined })
  const hash = await passwords.hash('cafe\u0301 au lait', asker)
  expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/)
  const tries = [
    passwords.verify('caf\u00E9 au lait', hash, asker),
    passwords.verify('cafe au lait', hash, asker),
    passwords.verify('x', null, asker),
  ]
  expect(await Promise.all(tries)).toEqual([true, false, false])
})
