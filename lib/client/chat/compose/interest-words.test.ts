import { expect, test } from 'vitest'
import { isList, splitInterests } from './interest-words'

test.each([
  { text: 'mu,', whole: ['mu'], rest: '' },
  { text: 'mu', whole: [], rest: 'mu' },
  { text: 'two words, tea', whole: ['two words'], rest: 'tea' },
  { text: 'موسيقى، أفلام،', whole: ['موسيقى', 'أفلام'], rest: '' },
  { text: 'شاي؛ قهوة', whole: ['شاي'], rest: 'قهوة' },
  { text: '音楽、映画', whole: ['音楽'], rest: '映画' },
  { text: '音乐，电影；茶', whole: ['音乐', '电影'], rest: '茶' },
  { text: 'films\r\nmusic\n\ntea', whole: ['films', 'music'], rest: 'tea' },
  { text: 'a;b\tc', whole: ['a', 'b'], rest: 'c' },
  { text: ',,،', whole: [], rest: '' },
])('$text', ({ text, whole, rest }) => {
  expect(splitInterests(text)).toEqual({ whole, rest })
  expect(isList(text)).toBe(text !== rest)
})
