import { expect, test } from 'vitest'
import { createPasswords } from './passwords'

test('a password is known again however its letters are composed; a wrong one and none are not', async () => {
  const passwords = createPasswords()
  const hash = await passwords.hash('cafe\u0301 au lait')
  expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/)
  const tries = [
    passwords.verify('caf\u00E9 au lait', hash),
    passwords.verify('cafe au lait', hash),
    passwords.verify('x', null),
  ]
  expect(await Promise.all(tries)).toEqual([true, false, false])
})
