import { tables } from './tables'

const text = { 'queue.joined': (n: number) => n, 'queue.left': () => 'left' }
const feed = { 'report.decided': () => true }
const voice = { 'queue.left': () => 'left voice' }

/** Every row keeps its own type. */
const joined = tables(text, feed)
joined['queue.joined'](1) satisfies number
joined['report.decided']() satisfies boolean
tables(text) satisfies typeof text

// @ts-expect-error -- no table has this key
void joined['queue.Joined']

// @ts-expect-error -- two tables have the key `queue.left`
tables(text, voice)

// @ts-expect-error -- likewise, with another table between them
tables(text, feed, voice)

declare const unknownKeys: Record<string, () => void>
// @ts-expect-error -- a table whose keys are not known may have `queue.left` as well
tables(text, unknownKeys)
