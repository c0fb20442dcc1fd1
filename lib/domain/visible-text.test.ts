import { expect, test } from 'vitest'
import { cleanName, hasVisible } from './visible-text'

const INVISIBLE = {
  nothing: '',
  blanks: '  \u00A0\u2003\u3000\u1680\u205F',
  'line breaks and tabs': '\n\r\t\u000B\u000C\u0085\u2028\u2029',
  controls: '\u0000\u0001\u001B\u007F\u009F',
  'a zero-width space': '\u200B',
  'a word joiner': '\u2060',
  'joiners alone': '\u200C\u200D',
  'a byte-order mark': '\uFEFF',
  'a soft hyphen': '\u00AD',
  'the blank Braille pattern': '\u2800',
  'Hangul fillers': '\u3164\u115F\u1160\uFFA0',
  'a Mongolian vowel separator': '\u180E',
  'variation selectors': '\uFE0F\uFE0E\u{E0100}',
  'tag characters': '\u{E0067}\u{E0062}\u{E007F}',
  'direction marks': '\u200E\u200F\u061C',
  'direction overrides': '\u202E\u202C\u2066\u2069',
  'invisible operators': '\u2061\u2062\u2063\u2064',
  'combining marks with nothing under them': '\u0301\u034F\u20E3',
  'several of them': ' \u200B\u2060\u2800\u3164\n',
}
const VISIBLE = {
  letters: 'Ann',
  'one letter among the invisible': '\u200Ba\u2060',
  'a letter with a mark': 'e\u0301',
  'a heart': '\u2764\uFE0F',
  'a family': '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'a skin tone': '\u{1F44B}\u{1F3FD}',
  'a flag': '\u{1F1EE}\u{1F1F3}',
  'a flag of tags': '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
  'a keycap': '1\uFE0F\u20E3',
  'Persian with its joiner': '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
  'Hindi with its joiner': '\u0915\u094D\u200D\u0937',
  'Arabic after a mark': '\u200Fسلام',
  'a dot': '.',
}

test.each(Object.entries(INVISIBLE))('%s is invisible, and no name', (_, text) => {
  expect(hasVisible(text)).toBe(false)
  expect(cleanName(text)).toBe('')
})

test.each(Object.entries(VISIBLE))('%s is visible, and as a name it stays as it is', (_, text) => {
  expect(hasVisible(text)).toBe(true)
  expect(cleanName(text)).toBe(text)
})

test.each([
  { typed: '  Ann  ', name: 'Ann' },
  { typed: 'Ann\nBob', name: 'Ann Bob' },
  { typed: 'Ann\r\n\tBob', name: 'Ann Bob' },
  { typed: 'Ann\u2028Bob\u2029Cem', name: 'Ann Bob Cem' },
  { typed: 'Ann\u0000\u0007', name: 'Ann' },
  { typed: '\u202Enna\u202C', name: 'nna' },
  { typed: 'A\u202An\u202Bn\u202Da\u202E', name: 'Anna' },
  { typed: '\u2066Ann\u2069\u2067Bob\u2068', name: 'AnnBob' },
  { typed: 'Ann\u202E\nBob', name: 'Ann Bob' },
  { typed: '\u200EAnn\u200F', name: '\u200EAnn\u200F' },
  { typed: 'half \uD83D emoji', name: 'half \uFFFD emoji' },
])('the name in $typed is $name', ({ typed, name }) => {
  expect(cleanName(typed)).toBe(name)
})
