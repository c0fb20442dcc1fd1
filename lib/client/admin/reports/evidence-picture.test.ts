import { expect, test } from 'vitest'
import { pictureSource } from './evidence-picture'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('pictures are shown from inside the page, with and without their head', () => {
  expect(pictureSource(`data:image/png;base64,${PNG}`)).toBe(`data:image/png;base64,${PNG}`)
  expect(pictureSource(PNG)).toBe(`data:image/png;base64,${PNG}`)
  expect(pictureSource('/9j/4AAQSkZJRg==')).toBe('data:image/jpeg;base64,/9j/4AAQSkZJRg==')
})

test.each([
  'https://other.test/a.png',
  'javascript:alert(1)',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:text/html;base64,PGI+',
  'data:image/png,<b>',
  '',
])('%j is no picture', (content) => {
  expect(pictureSource(content)).toBeUndefined()
})
