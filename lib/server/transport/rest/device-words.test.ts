import { expect, test } from 'vitest'
import { deviceWords } from './device-words'

const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0'
const IPAD = IPHONE.replaceAll('iPhone; CPU iPhone OS', 'iPad; CPU OS')
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0'
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0'

test.each([
  [`${ANDROID} Safari/537.36`, 'Chrome on Android'],
  [`${ANDROID} Safari/537.36 EdgA/130.0.0.0`, 'Edge on Android'],
  [`${ANDROID} Safari/537.36 OPR/76.2`, 'Opera on Android'],
  [
    `${ANDROID.replace('Chrome/', 'SamsungBrowser/23.0 Chrome/')} Safari/537.36`,
    'Samsung Internet on Android',
  ],
  ['Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0', 'Firefox on Android'],
  [`${IPHONE} Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
  [`${IPHONE} EdgiOS/130.0 Mobile/15E148 Safari/604.1`, 'Edge on iPhone'],
  [`${IPHONE} Mobile/15E148 Safari/604.1 OPT/4.3.1`, 'Opera Touch on iPhone'],
  [`${IPHONE} FxiOS/130.0 Mobile/15E148 Safari/604.1`, 'Firefox on iPhone'],
  [`${IPAD} CriOS/130.0 Mobile/15E148 Safari/604.1`, 'Chrome on iPad'],
  [`${WINDOWS} Safari/537.36 Edg/130.0.0.0`, 'Edge on Windows'],
  [`${WINDOWS} Safari/537.36 Vivaldi/6.5`, 'Vivaldi on Windows'],
  [`${MAC} Safari/605.1.15`, 'Safari on macOS'],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36',
    'Chrome on ChromeOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Linux'],
  ['Googlebot/2.1 (+http://www.google.com/bot.html)', 'A program'],
  ['Free coins at example.org/1.0 (Windows NT 10.0)', 'A program on Windows'],
  ['curl/8.0', 'A program'],
  ['', 'A program'],
  [null, 'A program'],
  [undefined, 'A program'],
  [`${'('.repeat(60_000)} Firefox/130.0`, 'A program'],
])('%j is "%s"', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words)
})
