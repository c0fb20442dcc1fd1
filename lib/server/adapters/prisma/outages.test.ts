import { expect, test } from 'vitest'
import { nameOutage, withNamedOutages } from './outages'

const drivenBy = (cause: object) => ({ code: 'P2039', meta: { driverAdapterError: { cause } } })

test.each([
  ['the network', { code: 'ECONNREFUSED' }],
  ['the client, of a server that is not there', { code: 'P1001' }],
  ['PostgreSQL, while it starts', { code: '57P03' }],
  ['PostgreSQL, with no connection left', { code: '53300' }],
  ['PostgreSQL, through the client', drivenBy({ kind: 'postgres', code: '57P03' })],
  ['a full disk', drivenBy({ kind: 'postgres', code: '53100' })],
  ['a broken connection', drivenBy({ kind: 'ConnectionClosed' })],
  ['a connection that breaks in a commit', { cause: { kind: 'ConnectionClosed' } }],
])('a failure of %s is an outage', (_, failure) => {
  expect(nameOutage(failure)).toMatchObject({ code: 'UNAVAILABLE', cause: failure })
})

test.each([
  ['a wrong query', drivenBy({ kind: 'postgres', code: '42P01' })],
  ['a cancelled query', drivenBy({ kind: 'postgres', code: '57014' })],
  ['a row that exists', { code: 'P2002' }],
  ['nothing', undefined],
])('a failure of %s stays as it is', (_, failure) => {
  expect(nameOutage(failure)).toBe(failure)
})

test('a repository rejects with the named outage, and answers as before', async () => {
  const repository = withNamedOutages({
    find: (id: string) => Promise.resolve(`row ${id}`),
    lost: () => Promise.reject(Object.assign(new Error('Connection terminated'), { code: 'P1017' })),
    size: () => 3,
  })
  expect([await repository.find('a'), repository.size()]).toEqual(['row a', 3])
  await expect(repository.lost()).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    cause: { message: 'Connection terminated' },
  })
})
