import { expect, test } from 'vitest'
import { canonicalEmail, normalizeEmail } from './email'

test.each([
  ['ann@example.org', 'ann@example.org'],
  ['Ann.B@Example.ORG', 'ann.b@example.org'],
  ['a&b@example.org', 'a&b@example.org'],
  ["o'brien@example.ie", "o'brien@example.ie"],
  ['ann+tag=1@example.org', 'ann+tag=1@example.org'],
  ['{ann}!#$%*/?^_`|~-@example.org', '{ann}!#$%*/?^_`|~-@example.org'],
  ['ann@a.b.c.example.photography', 'ann@a.b.c.example.photography'],
  ['ann@example.travelersinsurance', 'ann@example.travelersinsurance'],
  ['1@2.example', '1@2.example'],
  ['anna@пример.рф', 'anna@xn--e1afmkfd.xn--p1ai'],
  ['anna@xn--e1afmkfd.xn--p1ai', 'anna@xn--e1afmkfd.xn--p1ai'],
  ['ANNA@ПРИМЕР.РФ', 'anna@xn--e1afmkfd.xn--p1ai'],
  ['eva@müller.de', 'eva@xn--mller-kva.de'],
  ['eva@mu\u0308ller.de', 'eva@xn--mller-kva.de'],
  ['अन्ना@उदाहरण.भारत', 'अन्ना@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  ['li@例子。中国', 'li@xn--fsqu00a.xn--fiqs8s'],
  ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
  ['sara@مثال.مصر', 'sara@xn--mgbh0fb.xn--wgbh1c'],
  ['jose\u0301@example.org', 'jos\u00e9@example.org'],
  [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
])('%s is kept as %s', (typed, kept) => {
  expect(canonicalEmail(typed)).toBe(kept)
  if (kept) expect(canonicalEmail(kept)).toBe(kept)
})

test.each([
  '',
  'ann',
  '@example.org',
  'ann@',
  'ann@example',
  'ann@@example.org',
  'a@nn@example.org',
  'ann@exam@ple.org',
  ' ann@example.org',
  'ann@example.org ',
  'an n@example.org',
  'ann@exam ple.org',
  'ann@example.org\n',
  'ann@example.org\r\nBcc: bob@example.org',
  'ann\n@example.org',
  'ann\u0000@example.org',
  'ann\t@example.org',
  'ann\u00A0@example.org',
  'ann\u200B@example.org',
  'ann\u202E@example.org',
  '\uFEFFann@example.org',
  'ann@exa\u0000mple.org',
  'ann@exa\u202Emple.org',
  'ann@exam\u2028ple.org',
  '.ann@example.org',
  'ann.@example.org',
  'a..nn@example.org',
  'ann@.example.org',
  'ann@example..org',
  'ann@example.org.',
  'ann@-example.org',
  'ann@example-.org',
  'ann@example.o',
  'ann@example.123',
  'ann@127.0.0.1',
  'ann@1.2',
  'ann@0x7f.1',
  'ann@[127.0.0.1]',
  'ann@[::1]',
  'ann@example.org:25',
  'ann@example.org/path',
  'ann@exam%70le.org',
  'ann@exam_ple.org',
  'ann@xn--.org',
  'ann,bob@example.org',
  'Ann <ann@example.org>',
  '<ann@example.org>',
  '"ann"@example.org',
  'ann(comment)@example.org',
  'ann;@example.org',
  'ann:@example.org',
  'ann\\@example.org',
  `${'a'.repeat(65)}@example.org`,
  `ann@${'a'.repeat(64)}.org`,
  `ann@${'a.'.repeat(130)}org`,
  `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}org`,
])('%j is no address', (typed) => {
  expect(canonicalEmail(typed)).toBeUndefined()
})

test('addresses compare without surrounding spaces or case, and malformed ones match no account', () => {
  expect(normalizeEmail(' Ann@Пример.рф ')).toBe('ann@xn--e1afmkfd.xn--p1ai')
  expect(normalizeEmail('NOBODY')).toBe('nobody')
})
