import { expect, test } from 'vitest'
import { createOriginPolicy } from './origin'

const settings = {
  publicUrl: 'https://chat.example.org/start',
  corsOrigins: ['https://app.example.com'],
  production: true,
}
const policy = createOriginPolicy(settings)

test.each([
  { origin: 'https://chat.example.org', host: 'internal:3000', allowed: true },
  { origin: 'https://CHAT.example.org', host: null, allowed: true },
  { origin: 'https://app.example.com', host: 'internal', allowed: true },
  { origin: 'http://192.168.0.7:3000', host: '192.168.0.7:3000', allowed: true },
  { origin: 'http://192.168.0.7:3001', host: '192.168.0.7:3000', allowed: false },
  { origin: 'https://other.example', host: 'other.example:443', allowed: true },
  { origin: 'https://other.example', host: 'OTHER.example', allowed: true },
  { origin: 'https://other.example', host: 'Other.Example.:443', allowed: true },
  { origin: 'https://other.example', host: 'other.example.', allowed: true },
  { origin: 'http://other.example', host: 'other.example:80', allowed: true },
  { origin: 'https://[2001:db8::1]', host: '[2001:DB8::1]:443', allowed: true },
  { origin: 'https://other.example', host: 'other.example:80', allowed: false },
  { origin: 'https://other.example:8443', host: 'other.example:443', allowed: false },
  { origin: 'https://evil.test', host: 'evil.test@other.example', allowed: false },
  { origin: 'https://evil.test', host: 'evil.test/other.example', allowed: false },
  { origin: 'https://evil.test', host: 'other.example@evil.test', allowed: false },
  { origin: 'https://evil.test', host: 'evil.test#', allowed: false },
  { origin: 'http://chat.example.org', host: null, allowed: false },
  { origin: 'https://chat.example.org.evil.test', host: null, allowed: false },
  { origin: 'https://evil.test', host: 'chat.example.org', allowed: false },
  { origin: 'http://localhost:3000', host: 'chat.example.org', allowed: false },
  { origin: 'null', host: 'chat.example.org', allowed: false },
  { origin: 'file:///page.html', host: '', allowed: false },
  { origin: 'nonsense', host: 'nonsense', allowed: false },
])('$origin at $host: $allowed', ({ origin, host, allowed }) => {
  expect(policy.isAllowed(origin, host)).toBe(allowed)
})

test('outside production the local page is ours', () => {
  expect(
    createOriginPolicy({ ...settings, production: false }).isAllowed('http://localhost:3000', null),
  ).toBe(true)
})

test.each([
  { who: 'a program', request: { hasCookie: false }, allowed: true },
  { who: 'a program with a cookie', request: { hasCookie: true }, allowed: false },
  {
    who: 'our own page without Origin',
    request: { hasCookie: true, fetchSite: 'same-origin' },
    allowed: true,
  },
  {
    who: 'a sister site without Origin',
    request: { hasCookie: true, fetchSite: 'same-site' },
    allowed: false,
  },
  { who: 'our page', request: { hasCookie: true, origin: 'https://chat.example.org' }, allowed: true },
  {
    who: 'a strange page without a cookie',
    request: { hasCookie: false, origin: 'https://evil.test' },
    allowed: false,
  },
])('$who may act: $allowed', ({ request, allowed }) => {
  expect(policy.mayAct(request)).toBe(allowed)
})
