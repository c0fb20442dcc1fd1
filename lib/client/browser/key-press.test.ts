import { expect, test } from 'vitest'
import { pressedKey } from './key-press'

test.each([
  { what: 'Enter', event: { key: 'Enter', keyCode: 13, isComposing: false }, pressed: 'Enter' },
  { what: 'Enter in a composition', event: { key: 'Enter', keyCode: 13, isComposing: true } },
  {
    what: "Safari's Enter, after the composition's end",
    event: { key: 'Enter', keyCode: 229, isComposing: false },
  },
  {
    what: "Safari's Escape, after the composition's end",
    event: { key: 'Escape', keyCode: 229, isComposing: false },
  },
  { what: "Android's key without a name", event: { key: 'Unidentified', keyCode: 229, isComposing: false } },
  { what: 'a comma', event: { key: ',', keyCode: 188, nativeEvent: { isComposing: false } }, pressed: ',' },
  {
    what: "React's Enter in a composition",
    event: { key: 'Enter', keyCode: 13, nativeEvent: { isComposing: true } },
  },
  { what: "React's Safari", event: { key: 'Enter', keyCode: 229, nativeEvent: { isComposing: false } } },
])('$what: $pressed', ({ event, pressed }) => {
  expect(pressedKey(event)).toBe(pressed)
})
