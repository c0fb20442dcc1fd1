import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64Size, cleanMessage, MAX_MESSAGE_LENGTH, stripDataUrl, stripTags } from './text'

/** Text dense in what a tag is made of. */
const markup = fc.string({
  unit: fc.constantFrom('<', '>', '/', '!', '-', 'a', 'B', '3', ' ', '"', '😀'),
  maxLength: 60,
})

describe('stripTags', () => {
  test.each([
    ['I <3 you', 'I <3 you'],
    ['a < b and c > d', 'a < b and c > d'],
    ['1<2>1', '1<2>1'],
    ['<b>bold</b>', 'bold'],
    ['<a href="x" title=y>link</a>', 'link'],
    ['before<!-- a comment -->after', 'beforeafter'],
    ['<!doctype html>text', 'text'],
    ['<scr<script>ipt>alert(1)</scr</script>ipt>', 'alert(1)'],
    ['<<b>b>nested', 'nested'],
    ['<img <3 src=x onerror=alert(1)>', ''],
    ['I <3 you <b>so</b> much', 'I <3 you so much'],
    ['<b', '<b'],
    ['<>', '<>'],
    ['>', '>'],
    ['<3 > 2', '<3 > 2'],
    ['<SCRIPT>x</SCRIPT\n>', 'x'],
    ['👍<b>👍</b>', '👍👍'],
  ])('%j becomes %j', (raw, text) => {
    expect(stripTags(raw)).toBe(text)
  })

  test('leaves nothing that parses as a tag', () => {
    fc.assert(
      fc.property(markup, (raw) => {
        const text = stripTags(raw)
        expect(text).not.toMatch(/<[a-z/!?][^>]*>/i)
        expect(stripTags(text)).toBe(text)
      }),
      { numRuns: 3_000 },
    )
  })

  test('only removes, and leaves text without a tag alone', () => {
    fc.assert(
      fc.property(markup, (raw) => {
        if (!/<[a-z/!?]/i.test(raw)) expect(stripTags(raw)).toBe(raw)
        let at = 0
        for (const char of stripTags(raw)) {
          at = raw.indexOf(char, at) + char.length
          expect(at).toBeGreaterThanOrEqual(char.length)
        }
      }),
    )
  })

  test.each(['<', '<a', '<a<', '<>', '<3 >', '>'])('a million of %j cost linear time', (unit) => {
    const text = unit.repeat(1_000_000) // hours, were it not linear
    expect(stripTags(text).length).toBeLessThanOrEqual(text.length)
  })
})

describe('cleanMessage', () => {
  test.each([
    { what: '1 character', raw: 'x', length: 1 },
    { what: '1,000 characters', raw: 'x'.repeat(MAX_MESSAGE_LENGTH), length: 1_000 },
    {
      what: '1,000 characters and blanks around',
      raw: ` ${'x'.repeat(MAX_MESSAGE_LENGTH)}\n`,
      length: 1_000,
    },
    {
      what: '1,000 characters in 8,000 with tags',
      raw: `${'<b>'.repeat(2_333)}x${'y'.repeat(999)}`,
      length: 1_000,
    },
    { what: '500 of two units each', raw: '😀'.repeat(500), length: 1_000 },
  ])('accepts $what', ({ raw, length }) => {
    const clean = cleanMessage(raw)
    expect('text' in clean && clean.text.length).toBe(length)
  })

  test.each([
    { what: 'nothing', raw: '', refused: 'INVALID_MESSAGE' },
    { what: 'blanks', raw: ' \n\t\u00A0', refused: 'INVALID_MESSAGE' },
    { what: 'a zero-width space', raw: '\u200B', refused: 'INVALID_MESSAGE' },
    { what: 'word joiners between blanks', raw: ' \u2060 \u2060', refused: 'INVALID_MESSAGE' },
    { what: 'blank Braille patterns', raw: '\u2800\u2800', refused: 'INVALID_MESSAGE' },
    { what: 'Hangul fillers', raw: '\u3164\u115F\u1160\uFFA0', refused: 'INVALID_MESSAGE' },
    { what: 'direction marks and a soft hyphen', raw: '\u202E\u200F\u00AD', refused: 'INVALID_MESSAGE' },
    { what: 'a variation selector', raw: '\uFE0F', refused: 'INVALID_MESSAGE' },
    { what: 'invisible text in tags', raw: '<b>\u200B</b>', refused: 'INVALID_MESSAGE' },
    { what: 'nothing but tags', raw: '<b> </b>', refused: 'INVALID_MESSAGE' },
    { what: '1,001 characters', raw: 'x'.repeat(1_001), refused: 'MESSAGE_TOO_LONG' },
    { what: '501 of two units each', raw: '😀'.repeat(501), refused: 'MESSAGE_TOO_LONG' },
    { what: '8,000 characters', raw: 'x'.repeat(8_000), refused: 'MESSAGE_TOO_LONG' },
    { what: '8,001 characters, all of them blanks', raw: ' '.repeat(8_001), refused: 'MESSAGE_TOO_LONG' },
  ])('refuses $what', ({ raw, refused }) => {
    expect(cleanMessage(raw)).toEqual({ refused })
  })

  test('accepts 8,000 characters of which little is left', () => {
    expect(cleanMessage(`x${' '.repeat(7_999)}`)).toEqual({ text: 'x' })
  })

  test.each(['👨‍👩‍👧', '🇮🇳', '1️⃣', '👍🏽', '❤️', 'می‌خواهم', 'क्‍ष', '\u200Fשלום', 'a\u200Bb'])(
    'passes %s on unchanged',
    (text) => {
      expect(cleanMessage(text)).toEqual({ text })
    },
  )

  test('replaces lone surrogates', () => {
    expect(cleanMessage('a\uD800b\uDC00')).toEqual({ text: 'a\uFFFDb\uFFFD' })
  })

  test('gives well-formed text of 1 to 1,000 units or a reason, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), (raw) => {
        const clean = cleanMessage(raw)
        if ('refused' in clean) return
        expect(clean.text.isWellFormed()).toBe(true)
        expect(clean.text).toBe(clean.text.trim())
        expect(clean.text.length).toBeGreaterThan(0)
        expect(clean.text.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH)
      }),
    )
  })
})

describe('base64Size', () => {
  test('is the number of bytes, with and without the head of a data URL', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64')
        expect(base64Size(text)).toBe(bytes.length)
        expect(base64Size(`data:image/png;base64,${text}`)).toBe(bytes.length)
        expect(stripDataUrl(`data:image/png;base64,${text}`)).toBe(text)
      }),
    )
  })

  test.each(['', '=', '====', 'abc', 'ab=c', 'ab c', 'abcd\n', 'äbcd', 'data:image/png;base64', 'data:,'])(
    'refuses %j',
    (text) => expect(base64Size(text)).toBeUndefined(),
  )
})
