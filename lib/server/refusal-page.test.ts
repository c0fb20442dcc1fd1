import { expect, test } from 'vitest'
import { refusalPage } from './refusal-page'

test.each([
  [400, 'This address cannot be read', '/'],
  [404, 'Nobody here', '/'],
  [405, 'That cannot be done here', '/'],
  [413, 'That cannot be done here', '/'],
  [431, 'That cannot be done here', '/'],
  [500, 'That did not work', ''],
  [503, 'Very many people are here right now', ''],
])('%i is a page with a heading and a way on', (status, title, href) => {
  const { html, policy } = refusalPage(status)
  expect(html).toContain(`<h1>${title}</h1>`)
  expect(html).toContain(`<a href="${href}">`)
  expect(html).not.toContain('<script')
  expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
})

test.each([
  [{}, 'en', 'ltr'],
  [{ 'accept-language': 'ar-EG, en;q=0.5' }, 'ar', 'rtl'],
  [{ 'accept-language': 'fr, hi;q=0.5' }, 'hi', 'ltr'],
  [{ 'accept-language': 'ar', cookie: 'theme=dark; locale=hi' }, 'hi', 'ltr'],
  [{ 'accept-language': 'ar', cookie: '%%; locale="><script>' }, 'ar', 'rtl'],
])('the page is in the language of the request: %j', (headers, locale, direction) => {
  expect(refusalPage(503, headers).html).toContain(`<html lang="${locale}" dir="${direction}">`)
})
