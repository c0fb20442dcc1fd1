import { expect, test } from 'vitest'
import { replyTo, splitQuote } from './quote'
import { cleanMessage } from '@/lib/domain/text'

test.each([
  { text: 'Hello', parts: { words: 'Hello' } },
  { text: '> Hello\nHi', parts: { quote: 'Hello', words: 'Hi' } },
  { text: '> one\n> two\nthree\n> four', parts: { quote: 'one\ntwo', words: 'three\n> four' } },
  { text: '> only this', parts: { words: '> only this' } },
  { text: '> only this\n ', parts: { words: '> only this\n ' } },
  { text: '>_< hello', parts: { words: '>_< hello' } },
])('$text parts into what it repeats and its words', ({ text, parts }) => {
  expect(splitQuote(text)).toEqual(parts)
})

test.each([
  { message: 'Hello', draft: '', reply: '> Hello\n' },
  { message: 'Hello', draft: 'Well,', reply: '> Hello\nWell,' },
  { message: 'two\n lines', draft: '', reply: '> two lines\n' },
  { message: 'new', draft: '> old\nmy words', reply: '> new\nmy words' },
  { message: 'new', draft: '> old\n', reply: '> new\n' },
  { message: '> before\nand after', draft: '', reply: '> and after\n' },
])('a reply to $message with $draft in the field', ({ message, draft, reply }) => {
  expect(replyTo(message, draft)).toBe(reply)
})

test('a long message is cut between letters, never within one', () => {
  const reply = replyTo('👋'.repeat(121), '')
  expect(reply).toBe(`> ${'👋'.repeat(120)}…\n`)
})

test('the server leaves a reply as it is', () => {
  const reply = `${replyTo('I <3 you', '')}Me too`
  expect(cleanMessage(reply)).toEqual({ text: reply })
})
