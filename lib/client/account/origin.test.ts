import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { attributionOf, forgetOrigin, keepOrigin, keptOrigin } from './origin'

const HERE = 'https://chat.example.org'

let isStandalone: boolean

beforeEach(() => {
  isStandalone = false
  const stored = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
  vi.stubGlobal('matchMedia', () => ({ matches: isStandalone }))
})

afterEach(() => vi.unstubAllGlobals())

test.each([
  {
    query: '?utm_source=Google&utm_medium=cpc&utm_campaign=Spring',
    referrer: 'https://www.google.com/search',
    attribution: { source: 'Google', medium: 'cpc', campaign: 'Spring' },
  },
  { query: '', referrer: 'https://www.news.example/article?id=1', attribution: { source: 'news.example' } },
  {
    query: '?utm_campaign=Spring',
    referrer: 'https://news.example:8443/',
    attribution: { source: 'news.example', campaign: 'Spring' },
  },
  { query: '?utm_source=%20%00', referrer: '', attribution: undefined },
  { query: '', referrer: `${HERE}/terms`, attribution: undefined },
  { query: '?q=1', referrer: 'about:client', attribution: undefined },
  { query: '', referrer: '', attribution: undefined },
])('$query after $referrer means $attribution', ({ query, referrer, attribution }) => {
  expect(attributionOf({ address: `${HERE}/${query}`, referrer })).toEqual(attribution)
})

test('a word is cut to the length that registration accepts', () => {
  const address = `${HERE}/?utm_source=${'x'.repeat(300)}`
  expect(attributionOf({ address, referrer: '' })?.source).toHaveLength(100)
})

test('the first origin with any information is kept until registration', () => {
  keepOrigin({ address: `${HERE}/`, referrer: '' })
  expect(keptOrigin()).toEqual({ platform: 'browser' })
  keepOrigin({ address: `${HERE}/?utm_source=first`, referrer: '' })
  keepOrigin({ address: `${HERE}/?utm_source=second`, referrer: '' })
  expect(keptOrigin()).toEqual({ platform: 'browser', attribution: { source: 'first' } })
  forgetOrigin()
  expect(keptOrigin()).toEqual({ platform: 'browser' })
})

test('the installed app is an origin', () => {
  isStandalone = true
  expect(keptOrigin()).toEqual({ platform: 'pwa' })
  isStandalone = false
  vi.stubGlobal('navigator', { standalone: true })
  expect(keptOrigin()).toEqual({ platform: 'pwa' })
})

test('a browser without storage just does not remember', () => {
  const forbidden = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden })
  keepOrigin({ address: `${HERE}/?utm_source=first`, referrer: '' })
  forgetOrigin()
  expect(keptOrigin()).toEqual({ platform: 'browser' })
})
