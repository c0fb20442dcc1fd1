import { parseSync } from '@swc/core'

/** Lines of code that one function may have, without blank lines, comments and the functions inside it. */
export const MAX_FUNCTION_LINES = 60

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'MethodProperty',
  'ClassMethod',
  'Constructor',
])

const isCode = (line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line)

/** Collects the functions of a syntax tree, each with those directly inside it. */
function collect(node, inside, found) {
  if (node === null || typeof node !== 'object') return
  let within = inside
  if (FUNCTIONS.has(node.type)) {
    const entry = {
      span: node.span,
      name: node.identifier?.value ?? node.key?.value ?? node.declaredAs,
      nested: [],
    }
    found.push(entry)
    inside?.nested.push(entry)
    within = entry
  } else if (node.type === 'VariableDeclarator' && node.init && FUNCTIONS.has(node.init.type)) {
    node.init.declaredAs = node.id.value
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'span') collect(child, within, found)
}

/**
 * The functions of a TypeScript source that are too long. A factory that holds many small functions is not long.
 *
 * @returns `{ name, line, lines }` of each.
 */
export function longFunctions(source, { tsx = false } = {}) {
  const marker = ';' // its span shows where the parser began to count
  const tree = parseSync(marker + source, { syntax: 'typescript', tsx, target: 'es2024' })
  const bytes = Buffer.from(marker + source)
  const lineAt = (offset) => {
    let line = 0
    for (let at = 0; at < offset - tree.body[0].span.start; at++) if (bytes[at] === 10) line++
    return line
  }
  const lines = (marker + source).split('\n')
  const found = []
  collect(tree.body, undefined, found)
  const reach = ({ span }) => ({ first: lineAt(span.start), last: lineAt(span.end - 1) })
  const sizes = found.map((entry) => {
    const { first, last } = reach(entry)
    const own = new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index))
    for (const inner of entry.nested.map(reach))
      for (let at = inner.first + 1; at <= inner.last; at++) own.delete(at)
    return {
      name: entry.name ?? '(unnamed)',
      line: first + 1,
      lines: [...own].filter((at) => isCode(lines[at])).length,
    }
  })
  return sizes.filter((size) => size.lines > MAX_FUNCTION_LINES)
}
