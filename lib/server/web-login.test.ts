import { expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { authorizeBy } from './web-login'

type Deps = Parameters<typeof authorizeBy>[0]

function failingWith(error: Error) {
  const logged: object[] = []
  const authorize = authorizeBy({
    identity: { loginByEmail: () => Promise.reject(error) },
    limits: { consume: () => Promise.resolve() },
    geo: { locationOf: () => undefined },
    knownHere: () => Promise.resolve(false),
    log: { error: (context: object) => void logged.push(context) },
  } as unknown as Deps)
  const request = new Request('http://localhost/api/auth/callback/credentials')
  return { logged, sign: () => authorize({ email: 'ann@example.org', password: 'x' }, request) }
}

test('a bug is logged and answered without its message', async () => {
  const { logged, sign } = failingWith(new Error('Invalid `prisma.user.findUnique()` invocation'))
  const answer = await sign()
  expect(answer).toBeInstanceOf(Response)
  const response = answer as Response
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('prisma')
  expect(logged).toHaveLength(1)
})

test('a wrong password is a failed sign-in, and no error', async () => {
  const { logged, sign } = failingWith(new DomainError('INVALID_CREDENTIALS'))
  expect(await sign()).toBeNull()
  expect(logged).toEqual([])
})
