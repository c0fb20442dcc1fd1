import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { exampleContract } from './example-contract'
import { referenceTable } from './reference'
import { SERVER_API } from './server-api'

test('docs/reference.md matches the tables: otherwise run `tsx scripts/generate-reference.ts`', () => {
  const written = readFileSync(new URL('../../../docs/reference.md', import.meta.url), 'utf8')
  expect(written).toBe(referenceTable(CONTRACTS))
})

test('an event shows its payload, acknowledgement, refusal, access, limits and source in one row', () => {
  expect(referenceTable([exampleContract])).toContain(
    '| `webrtc:offer` | Offers a\\|b | `string ≤10 \\| {sdp: string}` | `{callId: string}` ' +
      '| `error` `{message, code}`, always; wrong form: `INVALID_MESSAGE` | permission `call.video` ' +
      '| 30 in 60 s per account | example "Offer" |',
  )
})

test('a bare acknowledgement is shown as it is, with what a refusal is acknowledged by', () => {
  expect(referenceTable([exampleContract])).toContain(
    '| `{}` | as it is: `{userId: string, connectionCount: integer}[]`; refused: `[]` | `chat:error` (text) | logged in |',
  )
})

test('an event that is refused in a form of the contract’s own shows that form', () => {
  expect(referenceTable([exampleContract])).toContain(
    '| `ping` | Asks | `null` | – | `call:error` `{error}` |',
  )
})

test('a contract with fields of its own in the handshake shows them', () => {
  expect(referenceTable([exampleContract])).toContain('In the handshake (`auth`): `{can?: string[]}`.')
})

test('an endpoint shows everything it accepts and answers', () => {
  expect(referenceTable([exampleContract])).toContain(
    '| `PUT /api/v1/calls/:callId/legs/:leg` | Changes a call | `{callId: string, leg: integer}` ' +
      '`{verbose?: "yes" \\| "no"}` `{note: string ≤5}` | `{success: true, data: {[name]: number}}` ' +
      '| permission `call.video` | – | example "Call" |',
  )
})

test('an endpoint shows the bytes that it accepts and the file that it answers', () => {
  const text = referenceTable([exampleContract])
  expect(text).toContain(
    '| `{x-signature: string}` the bytes (application/json, ≤4096 bytes) | `{success: true, data: {bytes: integer}}` |',
  )
  expect(text).toContain('| a file with its name in `X-File-Name` (image/*, application/pdf, ≤50000 bytes) |')
  expect(text).toContain('| `{fileId: string}` | a file (image/*, application/pdf) | logged in |')
})

test('every contract has a section and every refusal a row', () => {
  const text = referenceTable(CONTRACTS)
  for (const { title } of CONTRACTS) expect(text).toContain(`## ${title}`)
  expect(text).toContain('| 1004 | `WEAK_DEVICE_ID` | 400 |')
})

test('every call of the server-side API is exported by the file that it names', async () => {
  for (const { call, file } of SERVER_API) {
    const loaded = (await import(/* @vite-ignore */ `../../../${file}`)) as Readonly<Record<string, unknown>>
    const [name = '', method] = call.split('(', 1)[0]?.split('.') ?? []
    const found = loaded[name] as Readonly<Record<string, unknown>> | undefined
    expect(typeof (method === undefined ? found : found?.[method]), call).toBe('function')
  }
})
