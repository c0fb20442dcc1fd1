import { expect, test } from 'vitest'
import { matching } from './matching'
import { newListed } from './message.fixture'

const named = (name: string) => newListed({ kind: 'channel', name })
const namesFor = (text: string) =>
  matching([named('The news'), named('General'), named('News')], text, ({ name }) => name ?? '').map(
    ({ name }) => name,
  )

test('names that begin with the text come first, whatever its case', () => {
  expect(namesFor('NEW')).toEqual(['News', 'The news'])
  expect(namesFor(' ')).toEqual(['The news', 'General', 'News'])
  expect(namesFor('nothing')).toEqual([])
})
