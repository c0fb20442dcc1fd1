import { describe, expect, test } from 'vitest'
import { requireForm } from './web-session-routes'

const sent = (body: BodyInit, type: string) =>
  new Request('http://localhost/api/auth/callback/credentials', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json; charset=utf-8'

describe('a body that next-auth would fail at is refused', () => {
  test.each([
    ['', JSON_TYPE],
    ['{"a":', JSON_TYPE],
    ['null', JSON_TYPE],
    ['[]', JSON_TYPE],
    ['"text"', JSON_TYPE],
    ['{"email":["a"]}', JSON_TYPE],
    ['{"email":{"contains":"a"}}', JSON_TYPE],
    ['{"callbackUrl":1}', JSON_TYPE],
    ['{"email":"a\\u0000"}', JSON_TYPE],
    ['{"email":"\\ud800"}', JSON_TYPE],
    ['email=%00&password=x', FORM],
    ['callbackUrl=/%00', FORM],
  ])('%s as %s', async (body, type) => {
    await expect(requireForm(sent(body, type))).rejects.toMatchObject({ reason: 'INVALID_REQUEST' })
  })
})

test.each([
  ['csrfToken=x&email=a%40b.c&password=%E0%A4%A&json=true', FORM],
  ['', FORM],
  ['{"csrfToken":"x","json":true}', JSON_TYPE],
])('a form is let through, and can still be read: %s', async (body, type) => {
  const request = sent(body, type)
  await requireForm(request)
  expect(await request.text()).toBe(body)
})

test('who only asks has no form', () => requireForm(new Request('http://localhost/api/auth/csrf')))
