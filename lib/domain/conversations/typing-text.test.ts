import { expect, test } from 'vitest'
import { typingText } from './typing-text'

test.each([
  [[], ''],
  [['Alice'], 'Alice is typing...'],
  [['Alice', 'Bob'], 'Alice and Bob are typing...'],
  [['Alice', 'Bob', 'Cem'], 'Alice, Bob and 1 other are typing...'],
  [['Alice', 'Bob', 'Cem', 'Dana'], 'Alice, Bob and 2 others are typing...'],
])('%j: %s', (names, text) => expect(typingText(names)).toBe(text))
