type Json = Record<string, unknown>

const UNIQUE_ID = 'x-parser-unique-object-id'

/**
 * An AsyncAPI 3 document in the form that its viewer takes: references resolved, objects named by their keys,
 * and marked as parsed. The official parser does the same, but compiles its schemas with `eval`, which the
 * content security policy forbids; what it would check is checked where the document is generated.
 *
 * Only references within the document (`#/…`) are known, and none of them may lead back to itself.
 *
 * @throws when a reference leads nowhere.
 */
export function parsedEvents(source: object): object {
  const root = structuredClone(source) as Json
  nameByKey(root.channels)
  nameByKey(root.operations)
  for (const channel of Object.values((root.channels ?? {}) as Record<string, Json>))
    nameByKey(channel.messages)
  const resolved = resolve(root, root, new Map()) as Json
  return { ...resolved, 'x-parser-spec-parsed': true, 'x-parser-api-version': 3 }
}

function nameByKey(table: unknown): void {
  for (const [key, value] of Object.entries((table ?? {}) as Record<string, Json>)) value[UNIQUE_ID] = key
}

/** Two references to one place become one object: the viewer compares by identity. */
function resolve(node: unknown, root: Json, done: Map<object, unknown>): unknown {
  if (typeof node !== 'object' || node === null) return node
  if ('$ref' in node && typeof node.$ref === 'string') return resolve(at(root, node.$ref), root, done)
  if (done.has(node)) return done.get(node)
  if (Array.isArray(node)) {
    const list = node.map((item) => resolve(item, root, done))
    done.set(node, list)
    return list
  }
  const copy: Json = {}
  done.set(node, copy)
  for (const [key, value] of Object.entries(node)) copy[key] = resolve(value, root, done)
  return copy
}

/** What a local JSON pointer (RFC 6901) leads to. */
function at(root: Json, reference: string): unknown {
  const steps = reference
    .replace(/^#\//, '')
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
  let place: unknown = root
  for (const step of steps)
    place = typeof place === 'object' && place !== null ? (place as Json)[step] : undefined
  if (place === undefined) throw new Error(`The document refers to ${reference}, which it does not have`)
  return place
}
