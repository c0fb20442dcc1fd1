import { expect, test } from 'vitest'
import { linkParts } from './link-parts'
import { linkTarget, mayHoldLink } from './link-target'

const linksIn = (text: string) => linkParts(text).flatMap(({ href }) => (href === undefined ? [] : [href]))

test.each([
  { text: 'see https://example.org/a?b=c#d now', links: ['https://example.org/a?b=c#d'] },
  { text: 'http://example.org', links: ['http://example.org/'] },
  { text: 'HTTPS://EXAMPLE.ORG/Path', links: ['https://example.org/Path'] },
  { text: 'www.example.org, or example.com.', links: ['https://www.example.org/', 'https://example.com/'] },
  { text: '(https://example.org/a)', links: ['https://example.org/a'] },
  { text: 'انظر https://example.org الآن', links: ['https://example.org/'] },
  { text: 'https://пример.рф/дом', links: ['https://xn--e1afmkfd.xn--p1ai/%D0%B4%D0%BE%D0%BC'] },
  { text: 'javascript:alert(1)', links: [] },
  { text: 'data:text/html,<b>x</b>', links: [] },
  { text: 'file:///etc/passwd ftp://example.org/x mailto:a@example.org //example.org', links: [] },
  { text: 'vbscript:x intent://example.org#Intent', links: [] },
  { text: 'write to anna@example.org', links: [] },
  { text: 'one. two... 3.5 e.g. v1.2.3', links: [] },
  { text: '', links: [] },
])('links in "$text"', ({ text, links }) => {
  expect(linksIn(text)).toEqual(links)
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

test('a host before an @ is never what a link seems to lead to', () => {
  for (const link of linksIn('https://bank.example.com@evil.example.org/login'))
    expect(new URL(link).username).toBe('')
})

test.each(['https://example.org', 'look at example.org', 'WWW.EXAMPLE.ORG'])('%s is worth a look', (text) =>
  expect(mayHoldLink(text)).toBe(true),
)

test.each(['hello', 'Well... yes.', 'No. Why?', ''])('"%s" holds no link', (text) =>
  expect(mayHoldLink(text)).toBe(false),
)

test.each([
  { href: 'https://example.org/a', host: 'example.org', isDisguised: false, isPlain: false },
  { href: 'http://example.org:8080/', host: 'example.org:8080', isDisguised: false, isPlain: true },
  // Cyrillic а and е in the place of Latin ones.
  { href: 'https://аpple.com/', host: 'xn--pple-43d.com', isDisguised: true, isPlain: false },
  { href: 'https://login.раypal.com/', host: 'login.xn--ypal-43d9g.com', isDisguised: true, isPlain: false },
])('$href leads to $host', ({ href, ...target }) => {
  expect(linkTarget(href)).toEqual(target)
})
