import { expect, test } from 'vitest'
import { messagePicture } from './message-picture'

test.each([
  { content: 'iVBORw0KGgoAAAA=', shown: 'data:image/png;base64,iVBORw0KGgoAAAA=' },
  { content: 'data:text/html;base64,iVBORw0KGgoAAAA=', shown: 'data:image/png;base64,iVBORw0KGgoAAAA=' },
  { content: 'data:image/jpeg;base64,/9j/4AAQ', shown: 'data:image/jpeg;base64,/9j/4AAQ' },
  { content: 'UklGRiQAAABXRUJQ', shown: 'data:image/webp;base64,UklGRiQAAABXRUJQ' },
  { content: 'R0lGODlhAQABAAAAACw=', shown: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' },
  { content: 'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=', shown: undefined },
  { content: 'data:image/png;base64,PHN2Zz48L3N2Zz4=', shown: undefined },
  { content: 'https://example.org/track.png', shown: undefined },
  { content: 'iVBORw0KGgo"onerror=x', shown: undefined },
  { content: '', shown: undefined },
])('$content is shown as $shown', ({ content, shown }) => {
  expect(messagePicture(content)).toBe(shown)
})
