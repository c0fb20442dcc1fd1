import { expect, test } from 'vitest'
import { GATEWAYS } from '@/lib/server/gateways/all'
import { createRestTable } from './rest-table'

const table = createRestTable(GATEWAYS)
const rows = GATEWAYS.flatMap(({ contract }) => Object.values(contract.rest))

test.each(rows.map(({ method, path }) => ({ method, path })))(
  '$method $path is found',
  ({ method, path }) => {
    const filled = path.replaceAll(/:(\w+)/g, 'x%20y')
    for (const address of [filled, `${filled}/`]) {
      const match = table.find(method, address)
      expect([match?.route?.row.method, match?.route?.row.path]).toEqual([method, path])
      expect(Object.values(match?.params ?? {})).toEqual([...path.matchAll(/:\w+/g)].map(() => 'x y'))
    }
  },
)

test('a known path with another method has no route, but lists the methods that the path takes', () => {
  const match = table.find('PATCH', '/api/auth/login')
  expect([match?.route, match?.methods]).toEqual([undefined, ['POST']])
})

test.each(['/api', '/api/auth/login/more', '/api//auth/login', '/', ''])('nothing is at "%s"', (path) => {
  expect(table.find('GET', path)).toBeUndefined()
})

test('an escape that is none names nothing', () => {
  expect(table.find('DELETE', '/api/moderation/block/%zz')).toBeUndefined()
})

test('a parameter may be long, and hold what separates parts elsewhere', () => {
  const id = `${'x'.repeat(500)}-y.z:1`
  expect(table.find('DELETE', `/api/moderation/block/${id}`)?.params).toEqual({ userId: id })
})
