import { expect, test } from 'vitest'
import { answerDocument } from './document'

const document = { openapi: '3.1.0' }
const ask = (known?: string) =>
  answerDocument(
    new Request('http://x/', { headers: known === undefined ? {} : { 'if-none-match': known } }),
    document,
  )

test('a client that has the document is not sent it again', async () => {
  const first = ask()
  const tag = first.headers.get('etag') ?? ''
  expect(await first.json()).toEqual(document)
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = ask(known)
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  }
  expect(ask('"other"').status).toBe(200)
})
